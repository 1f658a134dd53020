// Accounts, sessions and memberships, kept by better-auth. Its organisation is our tenant.
import { argon2 as argon2Callback, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { promisify } from 'node:util';
import { betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { APIError } from 'better-auth/api';
import { fromNodeHeaders } from 'better-auth/node';
import type { PrismaClient } from '../prisma/client/client.ts';

const argon2 = promisify(argon2Callback);

/** OWASP ASVS 5.0 appendix C: argon2id with at least 46 MiB, one pass, one lane. */
const cost = { memory: 47_104, passes: 1, parallelism: 1, tagLength: 32 };

export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await argon2('argon2id', { message: password, nonce, ...cost });
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${nonce.toString('base64url')}$${tag.toString('base64url')}`;
}

export async function verifyPassword(hash: string, password: string): Promise<boolean> {
  const parts = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w-]+)\$([\w-]+)$/.exec(hash);
  if (!parts) return false;
  const expected = Buffer.from(parts[5] ?? '', 'base64url');
  const tag = await argon2('argon2id', {
    message: password, nonce: Buffer.from(parts[4] ?? '', 'base64url'), memory: Number(parts[1]), passes: Number(parts[2]), parallelism: Number(parts[3]), tagLength: expected.length,
  });
  return timingSafeEqual(tag, expected);
}

export interface SessionUser {
  id: string;
  name: string;
  email: string;
  isPlatformAdministrator: boolean;
}

export interface Accounts {
  /** @returns the user and the cookies to set; null where e-mail or password is wrong, which takes as long either way. */
  signIn(credentials: { email: string; password: string }, headers: IncomingHttpHeaders): Promise<{ user: SessionUser; cookies: string[] } | null>;
  /** @returns the cookies that end the session. */
  signOut(headers: IncomingHttpHeaders): Promise<string[]>;
  findSession(headers: IncomingHttpHeaders): Promise<{ id: string; activeTenantId: string | null; user: SessionUser } | null>;
}

interface AccountsOptions {
  system: PrismaClient;
  publicUrl: string;
  secret: string;
  secureCookies: boolean;
}

export function createAccounts(options: AccountsOptions): Accounts {
  const { api } = createAuth(options);
  const toUser = (user: { id: string; name: string; email: string; isPlatformAdministrator?: boolean | null | undefined }): SessionUser => ({
    id: user.id, name: user.name, email: user.email, isPlatformAdministrator: user.isPlatformAdministrator ?? false,
  });
  return {
    async signIn(body, headers) {
      try {
        const { headers: answer, response } = await api.signInEmail({ body, headers: fromNodeHeaders(headers), returnHeaders: true });
        return { user: toUser(response.user), cookies: answer.getSetCookie() };
      } catch (error) {
        if (error instanceof APIError && error.statusCode < 500) return null;
        throw error;
      }
    },
    async signOut(headers) {
      return (await api.signOut({ headers: fromNodeHeaders(headers), returnHeaders: true })).headers.getSetCookie();
    },
    async findSession(headers) {
      const found = headers.cookie ? await api.getSession({ headers: fromNodeHeaders(headers) }) : null;
      return found && { id: found.session.id, activeTenantId: found.session.activeTenantId ?? null, user: toUser(found.user) };
    },
  };
}

function createAuth({ system, publicUrl, secret, secureCookies }: AccountsOptions) {
  return betterAuth({
    baseURL: publicUrl,
    basePath: '/v1/auth',
    secret,
    telemetry: { enabled: false },
    database: prismaAdapter(system, { provider: 'postgresql', transaction: true }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 12,
      maxPasswordLength: 256,
      password: { hash: hashPassword, verify: ({ hash, password }) => verifyPassword(hash, password) },
    },
    user: { modelName: 'user', additionalFields: { isPlatformAdministrator: { type: 'boolean', input: false, defaultValue: false } } },
    session: {
      expiresIn: 12 * 60 * 60,
      updateAge: 15 * 60,
      additionalFields: { activeTenantId: { type: 'string', input: false, required: false } },
    },
    advanced: {
      useSecureCookies: secureCookies,
      cookiePrefix: 'comprobante',
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      database: { generateId: false },
    },
    // The API limits sign-ins itself, by address and e-mail.
    rateLimit: { enabled: false },
    logger: { disabled: true },
  });
}
