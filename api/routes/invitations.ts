import { hashPassword } from '../../adapters/accounts.ts';
import { acceptInvitation, findInvitation, toInvitationInfo, type Invited, type OpenInvitation } from '../../adapters/database/accept-invitation.ts';
import { takeAttempt } from '../../adapters/database/attempts.ts';
import { refuseCommonPassword } from '../../adapters/database/credentials.ts';
import { invite, listInvitations, resendInvitation, revokeInvitation } from '../../adapters/database/invitations.ts';
import { listMemberships } from '../../adapters/database/memberships.ts';
import { AppError } from '../../contract/errors.ts';
import type { InvitationAcceptance } from '../../contract/member.ts';
import { bySession } from '../caller.ts';
import { consoleLink } from '../console-link.ts';
import type { ApiDeps } from '../deps.ts';
import type { Call, Handlers } from '../mount.ts';
import { managerOf } from './members.ts';
import { describeSession } from './session.ts';

type Names = 'listInvitations' | 'createInvitation' | 'resendInvitation' | 'revokeInvitation' | 'lookUpInvitation' | 'acceptInvitation';

const hourMs = 3_600_000;
/** Mails that a tenant sends to people who asked for none, and those to one of them. */
const tenantLimit = { attempts: 100, windowMs: 24 * hourMs };
const personLimit = { attempts: 5, windowMs: hourMs };
const addressLimit = { attempts: 60, windowMs: hourMs };

async function takeMail(deps: ApiDeps, tenantId: string, to: string): Promise<void> {
  await takeAttempt(deps.db, 'invitation', `${tenantId} ${to.toLowerCase()}`, personLimit);
  await takeAttempt(deps.db, 'invitations', tenantId, tenantLimit);
}

const postOf = (deps: ApiDeps) => ({ secrets: deps.secrets, linkOf: consoleLink(deps, 'accept-invitation') });

export const invitationHandlers: Handlers<Names> = {
  async listInvitations({ query }, { deps, caller }) {
    const { items, total } = await deps.db.withTenant(caller.tenantId, (scope) => listInvitations(scope, query));
    return { items, total, limit: query.limit, offset: query.offset };
  },
  async createInvitation({ body }, call) {
    const { deps, caller } = call;
    await takeMail(deps, caller.tenantId, body.email);
    const input = { ...body, language: body.language ?? caller.session?.user.language };
    const invitation = await deps.db.withTenant(caller.tenantId, (scope) => invite(scope, managerOf(call), input, postOf(deps)));
    deps.mails.wake();
    return invitation;
  },
  async resendInvitation({ params }, call) {
    const { deps, caller } = call;
    await takeMail(deps, caller.tenantId, params.id);
    const invitation = await deps.db.withTenant(caller.tenantId, (scope) => resendInvitation(scope, managerOf(call), params.id, postOf(deps)));
    deps.mails.wake();
    return invitation;
  },
  async revokeInvitation({ params }, { deps, caller }) {
    await deps.db.withTenant(caller.tenantId, (scope) => revokeInvitation(scope, caller.actor, params.id));
    return undefined;
  },
  async lookUpInvitation({ body }, { deps, req }) {
    await takeAttempt(deps.db, 'invitation-address', req.ip ?? '', addressLimit);
    return toInvitationInfo(await findInvitation(deps.db, body.token));
  },
  async acceptInvitation({ body }, call) {
    const { deps, req, res } = call;
    await takeAttempt(deps.db, 'invitation-address', req.ip ?? '', addressLimit);
    const invitation = await findInvitation(deps.db, body.token);
    const { tenantId } = invitation.row;
    const { userId } = await acceptInvitation(deps.db, invitation.row, await prove(call, invitation, body));
    if (body.password !== undefined && invitation.userId === null) {
      const signedIn = await deps.accounts.signIn({ email: invitation.row.email, password: body.password }, req.headers);
      for (const cookie of signedIn?.cookies ?? []) res.append('Set-Cookie', cookie);
      if (signedIn) await deps.db.system.session.updateMany({ where: { token: signedIn.sessionToken }, data: { activeTenantId: tenantId } });
    } else {
      await deps.db.system.session.updateMany({ where: { id: (await bySession(deps, req)).session?.id ?? '' }, data: { activeTenantId: tenantId } });
    }
    const [user, memberships] = await Promise.all([deps.db.system.user.findUniqueOrThrow({ where: { id: userId } }), listMemberships(deps.db, userId)]);
    return describeSession({ ...user, language: user.language === 'en' ? 'en' : 'es' }, memberships, memberships.find((m) => m.tenantId === tenantId) ?? null);
  },
};

/** Whose the invited e-mail is: the person who is signed in as it, or, where it has no account, whoever has the link. */
async function prove({ deps, req }: Call, { row, userId }: OpenInvitation, { name, password, language }: InvitationAcceptance): Promise<Invited> {
  if (userId !== null) {
    const caller = await bySession(deps, req).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'unauthenticated') throw new AppError('sign_in_to_accept');
      throw error;
    });
    if (caller.session?.user.id !== userId) throw new AppError('sign_in_to_accept');
    return { userId };
  }
  const missing = [...(name === undefined ? ['name'] : []), ...(password === undefined ? ['password'] : [])];
  if (name === undefined || password === undefined) throw new AppError('invalid_request', { details: { issues: missing.map((path) => ({ in: 'body', path, message: 'Needed, since this e-mail has no account yet' })) } });
  refuseCommonPassword(password, { name, email: row.email });
  return { name, passwordHash: await hashPassword(password), language: language ?? (row.language === 'en' ? 'en' : 'es') };
}
