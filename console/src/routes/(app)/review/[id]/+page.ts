import { call, urlOf } from '#lib/api.ts';
import type { DocumentSummary } from '#lib/contract.ts';
import { seenDocument } from '#lib/review/seen-documents.ts';
import { deferred } from '#lib/state/latest.svelte.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = ({ params: { id } }) => {
  const seen = seenDocument(id);
  if (seen) askForPage(seen);
  const task = deferred(call('getReviewTask', { params: { id } }));
  const documentId = seen ? Promise.resolve(seen.id) : task.then(({ document }) => (askForPage(document), document.id));
  const document = deferred(documentId.then((of) => call('getDocument', { params: { id: of } })));
  // Nobody types before the page is there.
  const words = deferred(document.then((of) => call('getWords', { params: { id: of.id } })));
  return { id, task, document, words };
};

/** A page that nobody has looked at is drawn now: that takes as long as all the rest, and goes on beside it. What is no PDF and no image has none. */
function askForPage({ id, mediaType }: DocumentSummary): void {
  if (mediaType && /^image\/|\/pdf$/.test(mediaType)) Object.assign(new Image(), { fetchPriority: 'high', src: urlOf('getPageImage', { id, number: 1 }) });
}
