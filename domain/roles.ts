import type { Role } from '../contract/permissions.ts';

/** Whether somebody of `mine` may give, change or take away `role`: owners are made and unmade by owners alone. null: no role, as keys have. */
export const mayGive = (mine: Role | null, role: Role): boolean => mine === 'owner' || (mine === 'admin' && role !== 'owner');
