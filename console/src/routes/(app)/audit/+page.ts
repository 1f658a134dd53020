import { call } from '#lib/api.ts';
import { auditQuery, pageSize } from '#lib/audit/audit-query.ts';
import { deferred } from '#lib/state/latest.svelte.ts';
import { session } from '#lib/state/session.svelte.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async ({ url, depends }) => {
  depends('audit:list');
  const query = auditQuery(url.searchParams);
  await session.ensure();
  const { offset, ...filters } = query;
  const given = Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== ''));
  return { query, list: deferred(session.can('audit:read') ? call('listAudit', { query: { limit: pageSize, offset, ...given } }) : Promise.resolve(null)) };
};
