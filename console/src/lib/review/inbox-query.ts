import type { ReviewTask, RouteInput } from '../contract.ts';

export const pageSize = 25;
const statuses = ['open', 'approved', 'rejected', 'withdrawn'] as const;
const sorts = ['queue', '-createdAt', 'createdAt'] as const;

export interface InboxQuery {
  status: ReviewTask['status'];
  /** Empty: whoever it was given to. */
  assignee: '' | 'me' | 'nobody';
  sort: (typeof sorts)[number];
  offset: number;
}

export function inboxQuery(search: URLSearchParams): InboxQuery {
  return {
    status: statuses.find((status) => status === search.get('status')) ?? 'open',
    assignee: (['me', 'nobody'] as const).find((assignee) => assignee === search.get('assignee')) ?? '',
    sort: sorts.find((sort) => sort === search.get('sort')) ?? 'queue',
    offset: Math.max(0, Math.trunc(Number(search.get('offset')) || 0)),
  };
}

export function inboxHref({ status, assignee, sort, offset }: InboxQuery): string {
  const search = new URLSearchParams({ ...(status === 'open' ? {} : { status }), ...(assignee === '' ? {} : { assignee }), ...(sort === 'queue' ? {} : { sort }), ...(offset > 0 ? { offset: String(offset) } : {}) }).toString();
  return search === '' ? '/review' : `/review?${search}`;
}

export const toCallQuery = ({ status, assignee, sort, offset }: InboxQuery): NonNullable<RouteInput<'listReviewTasks'>['query']> => ({ status: [status], ...(assignee === '' ? {} : { assignee }), sort, offset, limit: pageSize });
