import { expect, it } from 'vitest';
import { linkToken } from './link-token.ts';

it.each([
  ['#k3JmQ0y6sV2n1xT8bR5wLd7eUaHfGc9P', 'k3JmQ0y6sV2n1xT8bR5wLd7eUaHfGc9P'],
  ['#k3Jm', null],
  ['', null],
  ['#k3JmQ0y6sV2n1xT8bR5w/../x', null],
])('%s holds %s', (hash, token) => {
  expect(linkToken(hash)).toBe(token);
});
