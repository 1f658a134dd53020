import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

const prefix = 'comp_live_';
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

function base62(value: bigint, length: number): string {
  let text = '';
  for (let rest = value; text.length < length; rest /= 62n) text = alphabet[Number(rest % 62n)] + text;
  return text;
}

const checksum = (body: string): string => base62(BigInt(crc32(body)), 6);

/** `comp_live_`, 43 characters of 256 random bits, 6 of checksum, so that scanners and we can tell a key from a look-alike. */
export function newApiKey(): string {
  const body = base62(BigInt(`0x${randomBytes(32).toString('hex')}`), 43);
  return prefix + body + checksum(body);
}

/** Well formed, which says nothing of whether it is anybody's. */
export function isApiKey(text: string): boolean {
  const body = text.slice(prefix.length, -6);
  return text.startsWith(prefix) && body.length === 43 && text.slice(-6) === checksum(body);
}

/** What is stored. SHA-256 is enough for 256 random bits (ASVS 6.5.2). */
export const hashApiKey = (key: string): string => createHash('sha256').update(key).digest('hex');

export const apiKeyHint = (key: string): string => `${key.slice(0, prefix.length + 4)}…${key.slice(-4)}`;
