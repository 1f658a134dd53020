import { APIError } from 'better-auth/api';
import { fromNodeHeaders } from 'better-auth/node';
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
    const { headers, response } = await deps.accounts.api.signInEmail({ body, headers: fromNodeHeaders(req.headers), returnHeaders: true }).catch((error: unknown) => {
      if (!(error instanceof APIError)) throw error;
      failures.count(who);
      throw new AppError('invalid_credentials', { cause: error });
    });
    failures.forget(who);
    for (const cookie of headers.getSetCookie()) res.append('Set-Cookie', cookie);
    const { user } = response;
    const memberships = await listMemberships(deps.db, user.id);
    const { isPlatformAdministrator } = await deps.db.system.user.findUniqueOrThrow({ where: { id: user.id } });
    return describe({ id: user.id, name: user.name, email: user.email, isPlatformAdministrator }, memberships, memberships[0] ?? null);
  },

  async getSession(_request, { deps, caller }) {
    if (caller.session) return describe(caller.session.user, caller.session.memberships, caller.session.membership);
    return describeKey(caller, await deps.db.withTenant(caller.tenantId ?? '', ({ tx, tenantId }) => tx.tenant.findUniqueOrThrow({ where: { id: tenantId } })));
  },

  async signOut(_request, { deps, req, res }) {
    const { headers } = await deps.accounts.api.signOut({ headers: fromNodeHeaders(req.headers), returnHeaders: true });
    for (const cookie of headers.getSetCookie()) res.append('Set-Cookie', cookie);
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
