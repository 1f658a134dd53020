import type { Actor, Language } from '../../contract/common.ts';
import { AppError } from '../../contract/errors.ts';
import type { Invitation, InvitationFilter, InvitationInput } from '../../contract/member.ts';
import { planLimits } from '../../contract/plans.ts';
import { mayGive } from '../../domain/roles.ts';
import type { Invitation as Row, Prisma } from '../../prisma/client/client.ts';
import { hashSecretToken, newSecretToken } from '../secret-token.ts';
import type { SecretBox } from '../secret-box.ts';
import { audit } from './audit.ts';
import type { Scope } from './database.ts';
import { queueMail } from './mail-queue.ts';
import type { Manager } from './members.ts';
import { countSeats, lockTenant, waiting } from './tenants.ts';

const days = 7;
export const invitationExpiry = (): Date => new Date(Date.now() + days * 86_400_000);

export async function listInvitations({ tx }: Scope, { status, limit, offset }: InvitationFilter): Promise<{ items: Invitation[]; total: number }> {
  const where = whereOf(status);
  const rows = await tx.invitation.findMany({ where, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take: limit, skip: offset });
  return { items: rows.map(toInvitation), total: await tx.invitation.count({ where }) };
}

function whereOf(status: InvitationFilter['status']): Prisma.InvitationWhereInput {
  switch (status) {
    case undefined: return {};
    case 'accepted': return { acceptedAt: { not: null } };
    case 'revoked': return { revokedAt: { not: null } };
    case 'pending': return waiting();
    case 'expired': return { ...waiting(), expiresAt: { lte: new Date() } };
  }
}

/** What makes the link and the mail of an invitation. */
export interface Post {
  secrets: SecretBox;
  linkOf: (token: string) => string;
}

/** Invites, in place of an invitation of the same e-mail that waits. Throws `role_beyond_yours`, `role_not_in_plan`, `already_member`, `seats_taken`. */
export async function invite(scope: Scope, manager: Manager, { email: given, role, language = 'es' }: InvitationInput, post: Post): Promise<Invitation> {
  const { tx, tenantId } = scope;
  const email = given.toLowerCase();
  if (!mayGive(manager.role, role)) throw new AppError('role_beyond_yours');
  const { plan, name } = await lockTenant(scope);
  const { roles, seats } = planLimits[plan];
  if (!roles.includes(role)) throw new AppError('role_not_in_plan', { details: { plan, roles } });
  if (await tx.member.count({ where: { user: { email } } }) > 0) throw new AppError('already_member');
  await tx.invitation.updateMany({ where: { email, acceptedAt: null, revokedAt: null }, data: { revokedAt: new Date() } });
  if (seats !== null && await countSeats(scope) >= seats) throw new AppError('seats_taken', { details: { plan, seats } });
  const token = newSecretToken();
  const row = await tx.invitation.create({
    data: { tenantId, email, role, language, tokenHash: hashSecretToken(token), invitedBy: manager.actor, expiresAt: invitationExpiry(), sentAt: new Date() },
  });
  await mailInvitation(tx, row, name, token, post);
  await audit(scope, { actor: manager.actor, action: 'invitation.created', subject: `invitation:${row.id}`, detail: { email, role } });
  return toInvitation(row);
}

/** Mails a new link, which alone works from now on, also after the earlier one expired. Throws `not_found`, `conflict` where it was answered or taken back. */
export async function resendInvitation(scope: Scope, manager: Manager, id: string, post: Post): Promise<Invitation> {
  const { tx } = scope;
  const { name } = await lockTenant(scope);
  const before = await findOpen(scope, id);
  if (!mayGive(manager.role, before.role)) throw new AppError('role_beyond_yours');
  const token = newSecretToken();
  const row = await tx.invitation.update({ where: { id }, data: { tokenHash: hashSecretToken(token), expiresAt: invitationExpiry(), sentAt: new Date() } });
  await mailInvitation(tx, row, name, token, post);
  await audit(scope, { actor: manager.actor, action: 'invitation.resent', subject: `invitation:${id}`, detail: { email: row.email } });
  return toInvitation(row);
}

export async function revokeInvitation(scope: Scope, actor: Actor, id: string): Promise<void> {
  await lockTenant(scope);
  const { email } = await findOpen(scope, id);
  await scope.tx.invitation.update({ where: { id }, data: { revokedAt: new Date() } });
  await audit(scope, { actor, action: 'invitation.revoked', subject: `invitation:${id}`, detail: { email } });
}

async function findOpen({ tx }: Scope, id: string): Promise<Row> {
  const row = await tx.invitation.findUnique({ where: { id } });
  if (!row) throw new AppError('not_found');
  if (row.acceptedAt || row.revokedAt) throw new AppError('conflict', { details: { status: statusOf(row) } });
  return row;
}

export async function mailInvitation(tx: Prisma.TransactionClient, { email, role, language, invitedBy }: Row, tenantName: string, token: string, { secrets, linkOf }: Post): Promise<void> {
  await queueMail(tx, secrets, { kind: 'invitation', to: email, language: language as Language, tenantName, invitedBy: (invitedBy as Actor).name, role, link: linkOf(token), days });
}

function statusOf({ acceptedAt, revokedAt, expiresAt }: Row): Invitation['status'] {
  if (acceptedAt) return 'accepted';
  if (revokedAt) return 'revoked';
  return expiresAt <= new Date() ? 'expired' : 'pending';
}

const toInvitation = (row: Row): Invitation => ({
  id: row.id, email: row.email, role: row.role, status: statusOf(row), invitedBy: row.invitedBy as Actor,
  expiresAt: row.expiresAt.toISOString(), sentAt: row.sentAt.toISOString(), createdAt: row.createdAt.toISOString(),
});
