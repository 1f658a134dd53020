import { redirect } from '@sveltejs/kit';
import { signInUrl } from '#lib/state/return-path.ts';
import { session } from '#lib/state/session.svelte.ts';
import type { LayoutLoad } from './$types.js';

/** The one guard: every screen in this group is for somebody who is signed in. */
export const load: LayoutLoad = async ({ url }) => {
  const current = await session.ensure();
  if (current === null) redirect(307, signInUrl(url.pathname + url.search));
};
