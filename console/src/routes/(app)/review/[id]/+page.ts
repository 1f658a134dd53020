import { call, urlOf } from '#lib/api.ts';
import { deferred } from '#lib/state/latest.svelte.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = ({ params: { id } }) => {
  const task = deferred(call('getReviewTask', { params: { id } }));
  // A page that nobody has looked at is drawn now: that takes as long as all the rest, and goes on beside it.
  task.then(({ documentId }) => (new Image().src = urlOf('getPageImage', { id: documentId, number: 1 })), () => undefined);
  const input = task.then(({ documentId }) => ({ params: { id: documentId } }));
  return { id, task, document: deferred(input.then((of) => call('getDocument', of))), words: deferred(input.then((of) => call('getWords', of))) };
};
