import { call } from '#lib/api.ts';
import { deferred } from '#lib/state/latest.svelte.ts';
import { session } from '#lib/state/session.svelte.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async ({ depends }) => {
  depends('settings:processing');
  const current = await session.ensure();
  return { settings: deferred(current?.user?.isPlatformAdministrator ? call('getProcessingSettings') : Promise.resolve(null)) };
};
