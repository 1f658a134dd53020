import { expect, it } from 'vitest';
import type { DocumentStatus } from '../contract.ts';
import { documentQuery, documentsHref, hasFilters, toCallQuery } from './document-query.ts';

const statuses: DocumentStatus[] = ['received', 'in_review', 'approved'];
const read = (search: string) => documentQuery(new URLSearchParams(search), statuses);

it('goes through the address bar and back', () => {
  const query = read('q=acme&status=approved,in_review&clientId=c1&from=2026-03-01&sort=confidence&offset=50');
  expect(read(documentsHref(query, { offset: query.offset }).split('?')[1]!)).toEqual(query);
});

it('leaves out nonsense', () => {
  expect(read('status=nonsense&from=yesterday&sort=name&offset=-3')).toEqual({ q: '', status: [], clientId: '', from: '', to: '', sort: '-createdAt', offset: 0 });
});

it('goes back to the first page when a filter changes', () => {
  expect(documentsHref(read('offset=50'), { q: 'a b' })).toBe('/documents?q=a+b');
  expect(documentsHref(read(''))).toBe('/documents');
});

it('knows whether anything is filtered', () => {
  expect(hasFilters(read('sort=createdAt&offset=20'))).toBe(false);
  expect(hasFilters(read('to=2026-01-01'))).toBe(true);
});

it('asks the API only for what was chosen', () => {
  expect(toCallQuery(read('q=a'))).toEqual({ q: 'a', limit: 25, offset: 0, sort: '-createdAt' });
});
