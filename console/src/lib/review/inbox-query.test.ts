import { expect, it } from 'vitest';
import { inboxHref, inboxQuery, toCallQuery } from './inbox-query.ts';

const read = (search: string) => inboxQuery(new URLSearchParams(search));

it('goes through the address bar and back', () => {
  const query = read('status=rejected&sort=-createdAt&offset=25');
  expect(read(inboxHref(query).split('?')[1]!)).toEqual(query);
  expect(inboxHref(read('status=nonsense&sort=x&offset=-1'))).toBe('/review');
});

it('asks for one status at a time', () => {
  expect(toCallQuery(read(''))).toEqual({ status: ['open'], sort: 'queue', offset: 0, limit: 25 });
});
