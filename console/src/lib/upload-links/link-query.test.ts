import { expect, it } from 'vitest';
import { linkQuery, linksHref, toCallQuery } from './link-query.ts';

it('goes through the address bar and back, without nonsense', () => {
  const query = linkQuery(new URLSearchParams('status=expired&clientId=c1&offset=25'));
  expect(linkQuery(new URLSearchParams(linksHref(query).split('?')[1]))).toEqual(query);
  expect(linksHref(linkQuery(new URLSearchParams('status=nonsense&offset=-3')))).toBe('/upload-links');
  expect(toCallQuery(linkQuery(new URLSearchParams('status=active')))).toEqual({ limit: 25, offset: 0, status: 'active' });
});
