import { session } from '#lib/state/session.svelte.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async () => {
  // Signing in has to be possible to try even while the API is away; the form then says so.
  await session.ensure().catch(() => null);
};
