import { openDatabase } from '../../adapters/database/database.ts';
import { createUser, type NewUser } from '../../adapters/database/users.ts';
import { ApiClient } from './api-client.ts';
import type { Stack } from './start-stack.ts';

export const consoleHeader = { 'x-comprobante-console': '1' };

/** The cookie header of what an answer sets. */
export const cookieOf = (headers: Headers): string => headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; ');

/** A client with the console's session of a person. */
export async function signIn(baseUrl: string, { email, password, code }: { email: string; password: string; code?: string }): Promise<ApiClient> {
  const { status, headers, body } = await new ApiClient(baseUrl, {}).ask('signIn', { body: { email, password, code } });
  if (status !== 200) throw new Error(`sign-in answered ${status}: ${JSON.stringify(body)}`);
  return new ApiClient(baseUrl, { ...consoleHeader, cookie: cookieOf(headers) });
}

/** A new member of the administrator's tenant, or of another, signed in. */
export async function newPerson({ env, baseUrl, administrator }: Pick<Stack, 'env' | 'baseUrl' | 'administrator'>, { email, password, tenantId = administrator.tenantId, role = 'reviewer' }: Pick<NewUser, 'email' | 'password'> & Partial<NewUser>): Promise<ApiClient> {
  const db = openDatabase({ appUrl: env['DATABASE_URL'] ?? '', systemUrl: env['DATABASE_SYSTEM_URL'] ?? '', pool: 1 });
  await createUser(db, { email, password, tenantId, role, name: email.split('@')[0] ?? '', isPlatformAdministrator: false });
  await db.close();
  return signIn(baseUrl, { email, password });
}
