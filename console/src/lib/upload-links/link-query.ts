import type { RouteInput, UploadLinkStatus } from '../contract.ts';

export const pageSize = 25;
export const linkStatuses: readonly UploadLinkStatus[] = ['active', 'expired', 'used_up', 'revoked'];

export interface LinkQuery {
  status: UploadLinkStatus | '';
  clientId: string;
  offset: number;
}

export function linkQuery(search: URLSearchParams): LinkQuery {
  return {
    status: linkStatuses.find((one) => one === search.get('status')) ?? '',
    clientId: search.get('clientId') ?? '',
    offset: Math.max(0, Math.trunc(Number(search.get('offset')) || 0)),
  };
}

export function linksHref({ status, clientId, offset }: LinkQuery): string {
  const search = new URLSearchParams({ ...(status && { status }), ...(clientId && { clientId }), ...(offset > 0 && { offset: String(offset) }) }).toString();
  return search === '' ? '/upload-links' : `/upload-links?${search}`;
}

export function toCallQuery({ status, clientId, offset }: LinkQuery): NonNullable<RouteInput<'listUploadLinks'>['query']> {
  return { limit: pageSize, offset, ...(status && { status }), ...(clientId && { clientId }) };
}
