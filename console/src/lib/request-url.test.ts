import { expect, it } from 'vitest';
import { requestUrl } from './request-url.ts';

it('fills places and escapes them', () => {
  expect(requestUrl('/v1/documents/{id}/pages/{number}.png', { id: 'a/b', number: 2 })).toBe('/v1/documents/a%2Fb/pages/2.png');
});

it('leaves out what was not chosen', () => {
  expect(requestUrl('/v1/documents', {}, { status: ['approved', 'failed'], q: '', clientId: undefined, from: null, ids: [], offset: 0 }))
    .toBe('/v1/documents?status=approved%2Cfailed&offset=0');
});

it('refuses a place without a value', () => {
  expect(() => requestUrl('/v1/clients/{id}')).toThrow('needs id');
});
