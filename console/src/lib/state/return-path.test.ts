import { expect, it } from 'vitest';
import { returnPath, signInUrl } from './return-path.ts';

it.each([
  ['/review/1?sort=queue', '/review/1?sort=queue'],
  [null, '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['https://evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['/access?next=/x', '/'],
])('%s leads to %s', (next, path) => {
  expect(returnPath(next)).toBe(path);
});

it('survives the way through the address bar', () => {
  const url = new URL(signInUrl('/documents?q=a&status=failed'), 'http://x');
  expect(returnPath(url.searchParams.get('next'))).toBe('/documents?q=a&status=failed');
});
