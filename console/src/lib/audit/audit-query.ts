export const pageSize = 50;
/** What the actions of an area begin with. */
export const auditAreas = ['document.', 'review.', 'clients.', 'member.', 'invitation.', 'tenant.', 'settings.', 'api_key.', 'endpoint.', 'dead_letter', 'upload_link.', 'samples.'] as const;
export type AuditArea = (typeof auditAreas)[number];

export interface AuditQuery {
  action: string;
  documentId: string;
  from: string;
  to: string;
  offset: number;
}

/** The filters that stand in the address bar; what makes no sense there is left out. */
export function auditQuery(search: URLSearchParams): AuditQuery {
  const matching = (name: string, pattern: RegExp) => (pattern.test(search.get(name) ?? '') ? search.get(name)! : '');
  const day = /^\d{4}-\d{2}-\d{2}$/;
  return {
    action: matching('action', /^[a-z_.]{1,100}$/), documentId: matching('documentId', /^[0-9a-f-]{36}$/), from: matching('from', day), to: matching('to', day),
    offset: Math.max(0, Math.trunc(Number(search.get('offset')) || 0)),
  };
}

export function auditHref(query: AuditQuery, change: Partial<AuditQuery> = {}): string {
  const { offset, ...rest } = { ...query, offset: 0, ...change };
  const search = new URLSearchParams(Object.entries(rest).filter(([, value]) => value !== ''));
  if (offset > 0) search.set('offset', String(offset));
  return search.size === 0 ? '/audit' : `/audit?${search.toString()}`;
}
