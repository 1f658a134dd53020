import { call } from '#lib/api.ts';
import { clientQuery, pageSize } from '#lib/clients/client-query.ts';
import { deferred } from '#lib/state/latest.svelte.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = ({ url, depends }) => {
  depends('clients:list');
  const query = clientQuery(url.searchParams);
  return { query, isAdding: url.hash === '#add', list: deferred(call('listClients', { query: { limit: pageSize, ...query } })) };
};
