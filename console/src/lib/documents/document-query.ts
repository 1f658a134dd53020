import type { DocumentStatus, RouteInput } from '../contract.ts';

export const pageSize = 25;
type Sort = '-createdAt' | 'createdAt' | '-confidence' | 'confidence' | '-totalAmount' | 'totalAmount';
const sorts: readonly string[] = ['-createdAt', 'createdAt', '-confidence', 'confidence', '-totalAmount', 'totalAmount'] satisfies Sort[];

export interface DocumentQuery {
  q: string;
  status: DocumentStatus[];
  clientId: string;
  from: string;
  to: string;
  sort: Sort;
  offset: number;
}

/** The filters that stand in the address bar; what makes no sense there is left out. */
export function documentQuery(search: URLSearchParams, statuses: readonly DocumentStatus[]): DocumentQuery {
  const wanted = (search.get('status') ?? '').split(',');
  const day = (name: string) => (/^\d{4}-\d{2}-\d{2}$/.test(search.get(name) ?? '') ? search.get(name)! : '');
  const sort = search.get('sort') ?? '';
  return {
    q: search.get('q') ?? '',
    status: statuses.filter((status) => wanted.includes(status)),
    clientId: search.get('clientId') ?? '',
    from: day('from'),
    to: day('to'),
    sort: (sorts.includes(sort) ? sort : '-createdAt') as Sort,
    offset: Math.max(0, Math.trunc(Number(search.get('offset')) || 0)),
  };
}

export const hasFilters = ({ q, status, clientId, from, to }: DocumentQuery): boolean =>
  q !== '' || status.length > 0 || clientId !== '' || from !== '' || to !== '';

/** The address of the list with some of its filters changed; any change but of the page goes back to the first page. */
export function documentsHref(query: DocumentQuery, change: Partial<DocumentQuery> = {}): string {
  const { status, sort, offset, ...rest } = { ...query, offset: 0, ...change };
  const search = new URLSearchParams(Object.entries(rest).filter(([, value]) => value !== ''));
  if (status.length > 0) search.set('status', status.join(','));
  if (sort !== '-createdAt') search.set('sort', sort);
  if (offset > 0) search.set('offset', String(offset));
  const text = search.toString();
  return text === '' ? '/documents' : `/documents?${text}`;
}

/** What the API is asked for. */
export function toCallQuery(query: DocumentQuery): NonNullable<RouteInput<'listDocuments'>['query']> {
  return { limit: pageSize, offset: query.offset, sort: query.sort, ...toExportQuery(query) };
}

/** The filters alone: an export has no pages. */
export function toExportQuery({ q, status, clientId, from, to }: DocumentQuery): Pick<NonNullable<RouteInput<'listDocuments'>['query']>, 'q' | 'status' | 'clientId' | 'from' | 'to'> {
  return { ...(q ? { q } : {}), ...(status.length > 0 ? { status } : {}), ...(clientId ? { clientId } : {}), ...(from ? { from } : {}), ...(to ? { to } : {}) };
}
