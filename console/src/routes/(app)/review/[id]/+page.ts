import { call } from '#lib/api.ts';
import { deferred } from '#lib/state/latest.svelte.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = ({ params: { id } }) => {
  const task = deferred(call('getReviewTask', { params: { id } }));
  const input = task.then(({ documentId }) => ({ params: { id: documentId } }));
  return { id, task, document: deferred(input.then((of) => call('getDocument', of))), words: deferred(input.then((of) => call('getWords', of))) };
};
