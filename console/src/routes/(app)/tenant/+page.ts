import { call } from '#lib/api.ts';
import { deferred } from '#lib/state/latest.svelte.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = ({ depends }) => {
  depends('tenant:one');
  return { tenant: deferred(call('getTenant')) };
};
