import { call } from '#lib/api.ts';
import { inboxQuery, toCallQuery } from '#lib/review/inbox-query.ts';
import { noteDocuments } from '#lib/review/seen-documents.ts';
import { deferred } from '#lib/state/latest.svelte.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = ({ url, depends }) => {
  depends('reviews:list');
  const query = inboxQuery(url.searchParams);
  const list = deferred(call('listReviewTasks', { query: toCallQuery(query) }));
  list.then(({ items }) => noteDocuments(items), () => undefined);
  return { query, list };
};
