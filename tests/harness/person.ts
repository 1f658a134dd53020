import type { NewUser } from '../../adapters/database/users.ts';
import { ApiClient } from './api-client.ts';
import { createPerson } from './create-person.ts';
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

type Place = Pick<Stack, 'env' | 'administrator'>;
type Person = Pick<NewUser, 'email' | 'password'> & Partial<NewUser>;

/** A new member of the administrator's tenant, or of another. */
export async function addPerson({ env, administrator }: Place, { email, name = email.split('@')[0] ?? '', password, tenantId = administrator.tenantId, role = 'reviewer' }: Person): Promise<void> {
  await createPerson(env, { email, name, password, tenantId, role, isPlatformAdministrator: false });
}

/** The same, signed in. */
export async function newPerson(stack: Place & Pick<Stack, 'baseUrl'>, person: Person): Promise<ApiClient> {
  await addPerson(stack, person);
  return signIn(stack.baseUrl, person);
}
