import { call } from '#lib/api.ts';
import { deferred } from '#lib/state/latest.svelte.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = ({ params, depends }) => {
  depends('document:one');
  const input = { params: { id: params.id } };
  return { id: params.id, document: deferred(call('getDocument', input)), trace: deferred(call('getTrace', input)) };
};
