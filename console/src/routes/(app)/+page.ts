import { call } from '#lib/api.ts';
import { deferred } from '#lib/state/latest.svelte.ts';
import { firstDay } from '#lib/summary/recent-days.ts';
import type { DocumentStatus } from '#lib/contract.ts';
import type { PageLoad } from './$types.js';

const counted = ['approved', 'in_review', 'rejected', 'failed'] as const satisfies DocumentStatus[];

export const load: PageLoad = ({ depends }) => {
  depends('documents:list');
  const from = firstDay(Date.now());
  const count = async (status?: DocumentStatus) => (await call('listDocuments', { query: { limit: 1, from, ...(status ? { status: [status] } : {}) } })).total;
  const counts = async () => {
    const [uploaded, ...rest] = await Promise.all([count(), ...counted.map(count)]);
    return { uploaded, ...Object.fromEntries(counted.map((status, index) => [status, rest[index]!])) } as Record<'uploaded' | (typeof counted)[number], number>;
  };
  return {
    recent: deferred(call('listDocuments', { query: { limit: 12, from } })),
    counts: deferred(counts()),
    hasClients: deferred(call('listClients', { query: { limit: 1 } }).then(({ total }) => total > 0)),
  };
};
