import { linkToken } from '#lib/state/link-token.ts';
import { session } from '#lib/state/session.svelte.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async ({ url }) => {
  await session.ensure().catch(() => null);
  return { token: linkToken(url.hash) };
};
