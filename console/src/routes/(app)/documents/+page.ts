import { call } from '#lib/api.ts';
import { documentStatuses } from '#lib/contract.ts';
import { documentQuery, toCallQuery } from '#lib/documents/document-query.ts';
import { deferred } from '#lib/state/latest.svelte.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = ({ url, depends }) => {
  depends('documents:list');
  const query = documentQuery(url.searchParams, documentStatuses);
  return { query, list: deferred(call('listDocuments', { query: toCallQuery(query) })) };
};
