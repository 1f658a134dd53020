// Accounts, sessions and memberships, kept by better-auth. Its organisation is our tenant.
import { argon2 as argon2Callback, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { promisify } from 'node:util';
// Without the query builder, which a Prisma adapter does not use.
import { betterAuth } from 'better-auth/minimal';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { APIError } from 'better-auth/api';
import { fromNodeHeaders } from 'better-auth/node';
import type { Language } from '../contract/common.ts';
import type { Database } from './database/database.ts';
import { findLiveSession } from './database/live-session.ts';
import { sessionToken } from './session-cookie.ts';

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
  language: Language;
  isPlatformAdministrator: boolean;
}

export interface Accounts {
  /** @returns the user and the cookies to set; null where e-mail or password is wrong, which takes as long either way. */
  signIn(credentials: { email: string; password: string }, headers: IncomingHttpHeaders): Promise<SignedIn | null>;
  /** @returns the cookies that end the session. */
  signOut(headers: IncomingHttpHeaders): Promise<string[]>;
  /** @returns the session, with the cookies that prolong it where it is time for that; null where there is none or its time is over. */
  findSession(headers: IncomingHttpHeaders): Promise<{ id: string; activeTenantId: string | null; user: SessionUser; cookies: string[] } | null>;
}

export interface SignedIn {
  user: SessionUser;
  /** Ends the session again, where something else is missing. */
  sessionToken: string;
  cookies: string[];
}

/** A session ends when it was not used for so long, and after the longest time however much it is used (ASVS 7.3). */
const idleSeconds = 12 * 3600;
export const longestMs = 7 * 86_400_000;
/** How long after it was prolonged a session is prolonged again. */
const prolongSeconds = 15 * 60;

interface AccountsOptions {
  db: Pick<Database, 'system' | 'readSystem'>;
  publicUrl: string;
  secret: string;
  secureCookies: boolean;
}

export function createAccounts(options: AccountsOptions): Accounts {
  const { api, $context } = createAuth(options);
  /** It is not yet time to prolong it, where less of the idle time is used up than that. */
  const isFresh = ({ expiresAt }: { expiresAt: Date }) => expiresAt.getTime() - Date.now() > (idleSeconds - prolongSeconds) * 1000;
  const prolong = async (headers: IncomingHttpHeaders) => (await api.getSession({ headers: fromNodeHeaders(headers), returnHeaders: true })).headers.getSetCookie();
  const toUser = (user: { id: string; name: string; email: string; language?: string | null | undefined; isPlatformAdministrator?: boolean | null | undefined }): SessionUser => ({
    id: user.id, name: user.name, email: user.email, language: user.language === 'en' ? 'en' : 'es', isPlatformAdministrator: user.isPlatformAdministrator ?? false,
  });
  return {
    async signIn(body, headers) {
      try {
        const { headers: answer, response } = await api.signInEmail({ body, headers: fromNodeHeaders(headers), returnHeaders: true });
        return { user: toUser(response.user), sessionToken: response.token, cookies: answer.getSetCookie() };
      } catch (error) {
        if (error instanceof APIError && error.statusCode < 500) return null;
        throw error;
      }
    },
    async signOut(headers) {
      return (await api.signOut({ headers: fromNodeHeaders(headers), returnHeaders: true })).headers.getSetCookie();
    },
    async findSession(headers) {
      // By a statement of our own: the library asks two through its adapter, for a third of the processor time of a small request.
      const token = sessionToken(headers.cookie, (await $context).authCookies.sessionToken.name, options.secret);
      const found = token === null ? null : await findLiveSession(options.db, token);
      if (!found || Date.now() - found.createdAt.getTime() > longestMs) return null;
      const { id, activeTenantId, userId, ...user } = found;
      return { id, activeTenantId, user: toUser({ ...user, id: userId }), cookies: isFresh(found) ? [] : await prolong(headers) };
    },
  };
}

function createAuth({ db: { system }, publicUrl, secret, secureCookies }: AccountsOptions) {
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
    user: { modelName: 'user', additionalFields: { isPlatformAdministrator: { type: 'boolean', input: false, defaultValue: false }, language: { type: 'string', input: false, defaultValue: 'es' } } },
    session: {
      expiresIn: idleSeconds,
      updateAge: prolongSeconds,
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
