export const pageSize = 25;

export interface ClientQuery {
  q: string;
  offset: number;
}

export function clientQuery(search: URLSearchParams): ClientQuery {
  return { q: search.get('q') ?? '', offset: Math.max(0, Math.trunc(Number(search.get('offset')) || 0)) };
}

export function clientsHref({ q, offset }: ClientQuery): string {
  const search = new URLSearchParams({ ...(q ? { q } : {}), ...(offset > 0 ? { offset: String(offset) } : {}) }).toString();
  return search === '' ? '/clients' : `/clients?${search}`;
}
