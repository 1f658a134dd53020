import { call } from '#lib/api.ts';
import { deferred } from '#lib/state/latest.svelte.ts';
import { firstDay, periodOf } from '#lib/summary/recent-days.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = ({ url, depends }) => {
  depends('documents:list');
  const days = periodOf(url.searchParams);
  return { days, recent: deferred(call('listDocuments', { query: { limit: 12, from: firstDay(Date.now(), days) } })) };
};
