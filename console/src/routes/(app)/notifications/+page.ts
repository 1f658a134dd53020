import { call } from '#lib/api.ts';
import { notificationQuery, toCallQuery } from '#lib/notifications/notification-query.ts';
import { deferred } from '#lib/state/latest.svelte.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = ({ url, depends }) => {
  depends('notifications:list');
  const query = notificationQuery(url.searchParams);
  return { query, list: deferred(call('listNotifications', { query: toCallQuery(query) })) };
};
