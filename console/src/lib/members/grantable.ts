import type { Role } from '../contract.ts';

/** The roles that somebody may give to a member: those of the plan, owner by an owner alone; the present one is always among them. */
export function grantable(planRoles: readonly Role[], mine: Role | null, present: Role | null): Role[] {
  const mayGive = planRoles.filter((role) => role !== 'owner' || mine === 'owner');
  return present === null || mayGive.includes(present) ? mayGive : [present, ...mayGive];
}
