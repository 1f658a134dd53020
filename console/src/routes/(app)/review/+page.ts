import { call } from '#lib/api.ts';
import { inboxQuery, toCallQuery } from '#lib/review/inbox-query.ts';
import { deferred } from '#lib/state/latest.svelte.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = ({ url, depends }) => {
  depends('reviews:list');
  const query = inboxQuery(url.searchParams);
  return { query, list: deferred(call('listReviewTasks', { query: toCallQuery(query) })) };
};
