import { summaryColumns } from '../../../adapters/database/summary-row.ts';
import type { SeededTenant } from './seed.ts';

/** What a tenant's requests are made of. */
export interface Samples extends SeededTenant {
  clientId: string;
  number: string;
  issuer: string;
  from: string;
  to: string;
}

/** A request and the bare statement that selects the same rows. */
export interface Kind {
  name: string;
  query: string;
  sql: string;
  values: unknown[];
  /** The bare count of them all, where the total must be counted row by row. */
  count?: string;
}

const day = (daysAgo: number): string => new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);

export function documentKinds({ documents, clientId, number, issuer }: Samples): Kind[] {
  const half = Math.min(100_000, Math.floor(documents / 2));
  const select = (rest: string) => `SELECT ${summaryColumns} FROM documents d ${rest}`;
  const newest = 'ORDER BY d.created_at DESC, d.id DESC LIMIT 20';
  const count = (where: string) => `SELECT count(*)::int AS total FROM (SELECT 1 FROM documents d WHERE ${where}) rows`;
  const found = (words: string) => ({ sql: select(`WHERE d.id = ANY (search_documents($1, 2000)) ${newest}`), values: [words] });
  const inRange = 'd.created_at >= $1 AND d.created_at < $2';
  const holding = `strpos(d.search_text, 'factura') > 0`;
  return [
    { name: 'first page', query: '', sql: select(newest), values: [] },
    { name: '100 a page', query: 'limit=100', sql: select('ORDER BY d.created_at DESC, d.id DESC LIMIT 100'), values: [] },
    { name: 'page 10', query: 'offset=180', sql: select(`${newest} OFFSET 180`), values: [] },
    { name: 'the middle of the list', query: `offset=${half}`, sql: select(`${newest} OFFSET ${half}`), values: [] },
    { name: 'one status', query: 'status=in_review', sql: select(`WHERE d.status_text = $1 ${newest}`), values: ['in_review'] },
    { name: 'two statuses', query: 'status=failed,rejected', sql: select(`WHERE d.status_text = ANY ($1::text[]) ${newest}`), values: [['failed', 'rejected']] },
    { name: 'one client', query: `clientId=${clientId}`, sql: select(`WHERE d.client_id = $1 ${newest}`), values: [clientId] },
    { name: 'client and status', query: `clientId=${clientId}&status=approved`, sql: select(`WHERE d.client_id = $1 AND d.status_text = $2 ${newest}`), values: [clientId, 'approved'] },
    { name: '30 days', query: `from=${day(60)}&to=${day(30)}`, sql: select(`WHERE ${inRange} ${newest}`), values: [`${day(60)}T00:00:00Z`, `${day(29)}T00:00:00Z`], count: count(inRange) },
    { name: 'by confidence', query: 'sort=confidence', sql: select('ORDER BY d.confidence, d.id LIMIT 20'), values: [] },
    { name: 'by amount, largest first', query: 'sort=-totalAmount', sql: select('WHERE d.total_amount IS NOT NULL ORDER BY d.total_amount DESC, d.id DESC LIMIT 20'), values: [] },
    { name: 'search: a number', query: `q=${encodeURIComponent(number)}`, ...found(number) },
    { name: 'search: an issuer', query: `q=${encodeURIComponent(issuer)}`, ...found(issuer) },
    { name: 'search: what all hold', query: 'q=factura', sql: select(`WHERE ${holding} ${newest}`), values: [], count: count(`${holding} LIMIT 1000`) },
    { name: 'search: nothing found', query: 'q=zzyzx', ...found('zzyzx') },
  ];
}

export function reviewKinds({ clientId, documents }: Samples): Kind[] {
  const select = (where: string, order: string, rest = 'LIMIT 20') => `SELECT ${summaryColumns}, d.extraction->'reasons' AS reasons, t.*, r.decided_by, r.reason
    FROM review_tasks t JOIN documents d ON d.id = t.document_id LEFT JOIN review_decisions r ON r.tenant_id = t.tenant_id AND r.review_task_id = t.id WHERE ${where} ORDER BY ${order} ${rest}`;
  const queue = 't.confidence, t.created_at, t.id';
  const later = Math.floor(documents / 40);
  return [
    { name: 'first page', query: '', sql: select(`t.status_text = 'open'`, queue), values: [] },
    { name: 'the middle of the inbox', query: `offset=${later}`, sql: select(`t.status_text = 'open'`, queue, `LIMIT 20 OFFSET ${later}`), values: [] },
    { name: 'one client', query: `clientId=${clientId}`, sql: select(`t.status_text = 'open' AND t.client_id = $1`, queue), values: [clientId] },
    { name: 'decided', query: 'status=approved,rejected&sort=-createdAt', sql: select('t.status_text = ANY ($1::text[])', 't.created_at DESC, t.id DESC'), values: [['approved', 'rejected']] },
  ];
}
