import { AppError } from '../../contract/errors.ts';
import type { InvitationInfo } from '../../contract/member.ts';
import { planLimits } from '../../contract/plans.ts';
import type { Actor, Language } from '../../contract/common.ts';
import type { Invitation, Prisma } from '../../prisma/client/client.ts';
import { hashSecretToken } from '../secret-token.ts';
import { isTaken, type Database } from './database.ts';
import { waiting } from './tenants.ts';

export interface OpenInvitation {
  row: Invitation;
  tenantName: string;
  /** null: the e-mail has no account yet. */
  userId: string | null;
}

/** Throws `token_invalid`. */
export async function findInvitation({ system }: Database, token: string): Promise<OpenInvitation> {
  const row = await system.invitation.findFirst({ where: { tokenHash: hashSecretToken(token), ...waiting() } });
  if (!row) throw new AppError('token_invalid');
  const [tenant, user] = await Promise.all([
    system.tenant.findUniqueOrThrow({ where: { id: row.tenantId }, select: { name: true } }),
    system.user.findUnique({ where: { email: row.email }, select: { id: true } }),
  ]);
  return { row, tenantName: tenant.name, userId: user?.id ?? null };
}

export const toInvitationInfo = ({ row, tenantName, userId }: OpenInvitation): InvitationInfo => ({
  tenantName, email: row.email, role: row.role, invitedBy: (row.invitedBy as Actor).name, expiresAt: row.expiresAt.toISOString(), hasAccount: userId !== null,
});

export interface NewAccount {
  name: string;
  passwordHash: string;
  language: Language;
}

/** An account, or what makes one. */
export type Invited = { userId: string } | NewAccount;

/** Uses the invitation up: membership, account where there is none, and the audit line, or nothing. Throws `token_invalid`, `already_member`, `seats_taken`, `sign_in_to_accept`. */
export async function acceptInvitation({ system }: Database, invitation: Invitation, invited: Invited): Promise<{ userId: string }> {
  return system.$transaction(async (tx) => {
    const { id, tenantId, role, email } = invitation;
    await tx.$queryRaw`SELECT 1 FROM tenants WHERE id = ${tenantId}::uuid FOR UPDATE`;
    const { plan } = await tx.tenant.findUniqueOrThrow({ where: { id: tenantId } });
    const { seats } = planLimits[plan];
    const { count } = await tx.invitation.updateMany({ where: { id, tokenHash: invitation.tokenHash, ...waiting() }, data: { acceptedAt: new Date() } });
    if (count === 0) throw new AppError('token_invalid');
    if (seats !== null && await tx.member.count({ where: { tenantId } }) >= seats) throw new AppError('seats_taken', { details: { plan, seats } });
    const user = 'userId' in invited ? await tx.user.findUniqueOrThrow({ where: { id: invited.userId } }) : await createAccount(tx, email, invited);
    await tx.member.create({ data: { tenantId, userId: user.id, role } }).catch((error: unknown) => {
      throw isTaken(error) ? new AppError('already_member', { cause: error }) : error;
    });
    const actor: Actor = { kind: 'user', id: user.id, name: user.name };
    await tx.auditEntry.createMany({ data: [{ tenantId, actor, action: 'member.joined', subject: `invitation:${id}`, detail: { userId: user.id, email, role } }] });
    return { userId: user.id };
  });
}

async function createAccount(tx: Prisma.TransactionClient, email: string, { name, passwordHash, language }: NewAccount) {
  const user = await tx.user.create({ data: { email, name, language, emailVerified: true } }).catch((error: unknown) => {
    throw isTaken(error) ? new AppError('sign_in_to_accept', { cause: error }) : error;
  });
  await tx.account.create({ data: { userId: user.id, accountId: user.id, providerId: 'credential', password: passwordHash } });
  return user;
}
