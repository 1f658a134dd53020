import { listMemberships, toTenants } from '../../adapters/database/memberships.ts';
import type { CurrentSession } from '../../contract/account.ts';
import { AppError } from '../../contract/errors.ts';
import { rolePermissions } from '../../contract/permissions.ts';
import type { Caller } from '../caller.ts';
import type { Handlers } from '../mount.ts';
import { createAttemptLimit } from '../attempt-limit.ts';

const failures = createAttemptLimit({ attempts: 10, windowMs: 15 * 60_000 });

export const sessionHandlers: Handlers<'signIn' | 'getSession' | 'signOut' | 'chooseTenant'> = {
  async signIn({ body }, { deps, req, res }) {
    const who = `${req.ip} ${body.email.toLowerCase()}`;
    failures.check(who);
    const signedIn = await deps.accounts.signIn(body, req.headers);
    if (!signedIn) {
      failures.count(who);
      throw new AppError('invalid_credentials');
    }
    failures.forget(who);
    for (const cookie of signedIn.cookies) res.append('Set-Cookie', cookie);
    const memberships = await listMemberships(deps.db, signedIn.user.id);
    return describe(signedIn.user, memberships, memberships[0] ?? null);
  },

  async getSession(_request, { deps, caller }) {
    if (caller.session) return describe(caller.session.user, caller.session.memberships, caller.session.membership);
    return describeKey(caller, await deps.db.withTenant(caller.tenantId ?? '', ({ tx, tenantId }) => tx.tenant.findUniqueOrThrow({ where: { id: tenantId } })));
  },

  async signOut(_request, { deps, req, res }) {
    for (const cookie of await deps.accounts.signOut(req.headers)) res.append('Set-Cookie', cookie);
    return undefined;
  },

  async chooseTenant({ body }, { deps, caller }) {
    const membership = caller.session?.memberships.find((m) => m.tenantId === body.tenantId);
    if (!caller.session || !membership) throw new AppError('not_found');
    await deps.db.system.session.update({ where: { id: caller.session.id }, data: { activeTenantId: membership.tenantId } });
    return describe(caller.session.user, caller.session.memberships, membership);
  },
};

type Session = NonNullable<Caller['session']>;

function describe(user: Session['user'], memberships: Session['memberships'], membership: Session['membership']): CurrentSession {
  return {
    user,
    tenant: membership && { id: membership.tenantId, name: membership.tenantName, role: membership.role, autoProcess: membership.autoProcess },
    tenants: toTenants(memberships),
    permissions: membership ? [...rolePermissions[membership.role]] : [],
  };
}

function describeKey({ permissions }: Caller, tenant: { id: string; name: string; autoProcess: boolean }): CurrentSession {
  return { user: null, tenant: { id: tenant.id, name: tenant.name, role: null, autoProcess: tenant.autoProcess }, tenants: [], permissions: [...permissions] };
}
