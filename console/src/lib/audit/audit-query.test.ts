import { expect, it } from 'vitest';
import { auditHref, auditQuery } from './audit-query.ts';

it('comes back from the address bar as it went there', () => {
  const href = auditHref(auditQuery(new URLSearchParams()), { action: 'member.', from: '2026-03-01', offset: 50 });
  expect(auditQuery(new URL(href, 'http://x').searchParams)).toEqual({ action: 'member.', documentId: '', from: '2026-03-01', to: '', offset: 50 });
});

it('leaves out what makes no sense', () => {
  expect(auditHref(auditQuery(new URLSearchParams({ action: 'a b', documentId: '1', from: 'yesterday', offset: '-3' })))).toBe('/audit');
});
