import { redirect } from '@sveltejs/kit';
import { findNext } from '#lib/review/next-task.ts';
import type { PageLoad } from './$types.js';

/** A lasting address for "the next one to review"; the inbox where nothing is left. */
export const load: PageLoad = async () => {
  const next = await findNext(null);
  redirect(307, next === null ? '/review' : `/review/${next.id}`);
};
