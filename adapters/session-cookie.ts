import { createHmac, timingSafeEqual } from 'node:crypto';
import { parseCookies } from 'better-auth/cookies';

/** The token of a session cookie as better-auth signs it, `token.signature` with an HMAC-SHA-256 in base64; null where there is none or somebody else signed it. */
export function sessionToken(cookie: string | undefined, name: string, secret: string): string | null {
  const signed = cookie && parseCookies(cookie).get(name);
  if (!signed) return null;
  const end = signed.lastIndexOf('.');
  const token = signed.slice(0, Math.max(end, 0));
  const given = Buffer.from(signed.slice(end + 1), 'base64');
  const expected = createHmac('sha256', secret).update(token).digest();
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : null;
}
