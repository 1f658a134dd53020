import { call } from '#lib/api.ts';
import { deferred } from '#lib/state/latest.svelte.ts';
import { linkQuery, toCallQuery } from '#lib/upload-links/link-query.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = ({ url, depends }) => {
  depends('upload-links:list');
  const query = linkQuery(url.searchParams);
  return { query, isAdding: url.hash === '#add', list: deferred(call('listUploadLinks', { query: toCallQuery(query) })) };
};
