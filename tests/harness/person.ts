import { ApiClient } from './api-client.ts';

export const consoleHeader = { 'x-comprobante-console': '1' };

/** The cookie header of what an answer sets. */
export const cookieOf = (headers: Headers): string => headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; ');

/** A client with the console's session of a person. */
export async function signIn(baseUrl: string, { email, password, code }: { email: string; password: string; code?: string }): Promise<ApiClient> {
  const { status, headers, body } = await new ApiClient(baseUrl, {}).ask('signIn', { body: { email, password, code } });
  if (status !== 200) throw new Error(`sign-in answered ${status}: ${JSON.stringify(body)}`);
  return new ApiClient(baseUrl, { ...consoleHeader, cookie: cookieOf(headers) });
}
