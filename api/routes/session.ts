import { forgetAttempts, giveAttemptBack, takeAttempt } from '../../adapters/database/attempts.ts';
import { listMemberships, toTenants } from '../../adapters/database/memberships.ts';
import { passSecondFactor } from '../../adapters/database/second-factors.ts';
import type { CurrentSession } from '../../contract/account.ts';
import { AppError } from '../../contract/errors.ts';
import { rolePermissions } from '../../contract/permissions.ts';
import type { Caller } from '../caller.ts';
import type { Handlers } from '../mount.ts';

const quarterMs = 15 * 60_000;
/** Guesses at one account from one address, at one account from anywhere, and at any accounts from one address. */
const limits = {
  pair: { attempts: 10, windowMs: quarterMs },
  account: { attempts: 50, windowMs: 4 * quarterMs },
  address: { attempts: 100, windowMs: quarterMs },
};

export const sessionHandlers: Handlers<'signIn' | 'getSession' | 'signOut' | 'chooseTenant'> = {
  async signIn({ body }, { deps, req, res }) {
    const { db } = deps;
    const email = body.email.toLowerCase();
    const address = req.ip ?? '';
    const tries = [['sign-in', `${address} ${email}`, limits.pair], ['sign-in-account', email, limits.account], ['sign-in-address', address, limits.address]] as const;
    for (const [what, who, limit] of tries) await takeAttempt(db, what, who, limit);
    const signedIn = await deps.accounts.signIn({ email, password: body.password }, req.headers);
    if (!signedIn) throw new AppError('invalid_credentials');
    try {
      await passSecondFactor(db, deps.secrets, signedIn.user.id, body.code);
    } catch (error) {
      await db.system.session.deleteMany({ where: { token: signedIn.sessionToken } });
      throw error;
    }
    await forgetAttempts(db, 'sign-in', `${address} ${email}`);
    await Promise.all(tries.slice(1).map(([what, who]) => giveAttemptBack(db, what, who)));
    for (const cookie of signedIn.cookies) res.append('Set-Cookie', cookie);
    const memberships = await listMemberships(db, signedIn.user.id);
    return describeSession(signedIn.user, memberships, memberships[0] ?? null);
  },

  async getSession(_request, { deps, caller }) {
    if (caller.session) {
      const { id, user, memberships } = caller.session;
      const membership = caller.session.membership ?? memberships[0] ?? null;
      if (membership && !caller.session.membership) await deps.db.system.session.updateMany({ where: { id }, data: { activeTenantId: membership.tenantId } });
      return describeSession(user, memberships, membership);
    }
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
    return describeSession(caller.session.user, caller.session.memberships, membership);
  },
};

type Session = NonNullable<Caller['session']>;

/** What a person's session says of them. */
export function describeSession(user: Session['user'], memberships: Session['memberships'], membership: Session['membership']): CurrentSession {
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
