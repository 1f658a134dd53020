// Who calls, for which tenant, and what they may do there.
import type { Request } from 'express';
import { longestMs, type SessionUser } from '../adapters/accounts.ts';
import { findApiKey } from '../adapters/database/api-keys.ts';
import { isApiKey } from '../adapters/api-key.ts';
import { listMemberships, type Membership } from '../adapters/database/memberships.ts';
import type { Actor } from '../contract/common.ts';
import { AppError } from '../contract/errors.ts';
import { rolePermissions, type Permission } from '../contract/permissions.ts';
import type { ApiDeps } from './deps.ts';

export interface Caller {
  actor: Actor;
  /** null for a user who belongs to no tenant. */
  tenantId: string | null;
  permissions: readonly Permission[];
  /** Absent for an API key. */
  session?: { id: string; user: SessionUser; memberships: Membership[]; membership: Membership | null };
}

/** Throws `unauthenticated` without credentials that hold. A bearer token is never mixed with a cookie. */
export async function identify(deps: ApiDeps, req: Request): Promise<Caller> {
  const { authorization } = req.headers;
  return authorization === undefined ? bySession(deps, req) : byKey(deps, authorization);
}

async function byKey(deps: ApiDeps, authorization: string): Promise<Caller> {
  const key = /^Bearer ([\x21-\x7e]+)$/i.exec(authorization)?.[1];
  const row = key && isApiKey(key) ? await findApiKey(deps.db, key) : null;
  if (!row) throw new AppError('unauthenticated');
  return { actor: { kind: 'api_key', id: row.id, name: row.name }, tenantId: row.tenantId, permissions: row.scopes as Permission[] };
}

export async function bySession(deps: ApiDeps, req: Request): Promise<Caller> {
  const found = await deps.accounts.findSession(req.headers);
  if (!found) throw new AppError('unauthenticated');
  refuseForgery(req);
  const { id, user, activeTenantId } = found;
  for (const cookie of found.cookies) req.res?.append('Set-Cookie', cookie);
  const memberships = await listMemberships(deps.db, user.id);
  // Somebody whose membership ended works for no other tenant unawares: their next look at the session chooses one.
  const membership = (activeTenantId === null ? memberships[0] : memberships.find((m) => m.tenantId === activeTenantId)) ?? null;
  return {
    actor: { kind: 'user', id: user.id, name: user.name },
    tenantId: membership?.tenantId ?? null,
    permissions: membership ? rolePermissions[membership.role] : [],
    session: { id, user, memberships, membership },
  };
}

/** What a caller may do now, for what outlives the request; nothing where session, key or membership ended. It prolongs no session. */
export async function permissionsNow({ db }: ApiDeps, { actor, session, tenantId }: Caller): Promise<readonly Permission[]> {
  const now = new Date();
  if (!session) {
    const key = await db.system.apiKey.findUnique({ where: { id: actor.id ?? '' } });
    return key && !key.revokedAt && (!key.expiresAt || key.expiresAt > now) ? key.scopes as Permission[] : [];
  }
  const lives = await db.system.session.count({ where: { id: session.id, expiresAt: { gt: now }, createdAt: { gt: new Date(now.getTime() - longestMs) } } }) > 0;
  const membership = lives ? (await listMemberships(db, session.user.id)).find((m) => m.tenantId === tenantId) : undefined;
  return membership ? rolePermissions[membership.role] : [];
}

/** A cookie comes along with any request that a browser makes: a change needs a header that other sites cannot set, beside SameSite. */
function refuseForgery(req: Request): void {
  if (['GET', 'HEAD', 'OPTIONS'].includes(req.method)) return;
  const { origin } = req.headers;
  if (req.headers['x-comprobante-console'] !== '1' || (origin !== undefined && URL.parse(origin)?.host !== req.headers.host)) throw new AppError('forbidden');
}
