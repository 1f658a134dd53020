import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const digest = (text: string) => createHash('sha256').update(text).digest();
const forwarded = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];

/** Metrics are for whoever has the token; without one, for this machine alone, and then not by way of a proxy on it. */
export function mayReadMetrics({ headers, socket }: IncomingMessage, token: string | undefined): boolean {
  if (token !== undefined) return timingSafeEqual(digest(headers.authorization ?? ''), digest(`Bearer ${token}`));
  const address = socket.remoteAddress ?? '';
  return (address === '::1' || /^(::ffff:)?127\./.test(address)) && !forwarded.some((name) => headers[name] !== undefined);
}
