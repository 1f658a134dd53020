import { call } from '#lib/api.ts';
import { deferred } from '#lib/state/latest.svelte.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = ({ depends }) => {
  depends('members:list');
  return {
    members: deferred(call('listMembers', { query: { limit: 100 } })),
    invitations: deferred(call('listInvitations', { query: { limit: 50 } })),
    tenant: deferred(call('getTenant')),
  };
};
