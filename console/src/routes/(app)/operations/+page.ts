import { call } from '#lib/api.ts';
import { hoursOf } from '#lib/operations/operations-hours.ts';
import { deferred } from '#lib/state/latest.svelte.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = ({ url, depends }) => {
  depends('operations:now');
  const hours = hoursOf(url.searchParams);
  return { hours, state: deferred(call('getOperations', { query: { hours } })) };
};
