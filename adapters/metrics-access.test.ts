import type { IncomingMessage } from 'node:http';
import { expect, it } from 'vitest';
import { mayReadMetrics } from './metrics-access.ts';

const token = 'una-ficha-bastante-larga';
const asked = (remoteAddress: string, headers: IncomingMessage['headers'] = {}) => ({ socket: { remoteAddress }, headers }) as IncomingMessage;

it.each<[string, IncomingMessage, string | undefined, boolean]>([
  ['this machine', asked('127.0.0.1'), undefined, true],
  ['this machine, by IPv6', asked('::1'), undefined, true],
  ['this machine, IPv4 in IPv6', asked('::ffff:127.0.0.1'), undefined, true],
  ['another machine', asked('10.0.0.7'), undefined, false],
  ['another machine by a proxy on this one', asked('127.0.0.1', { 'x-forwarded-for': '203.0.113.9' }), undefined, false],
  ['another machine with the token', asked('10.0.0.7', { authorization: `Bearer ${token}` }), token, true],
  ['another machine with a wrong token', asked('10.0.0.7', { authorization: 'Bearer otra' }), token, false],
  ['this machine, where there is a token', asked('127.0.0.1'), token, false],
])('%s', (_, request, wanted, isAllowed) => {
  expect(mayReadMetrics(request, wanted)).toBe(isAllowed);
});
