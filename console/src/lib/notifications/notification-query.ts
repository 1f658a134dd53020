import type { NotificationKind, RouteInput } from '../contract.ts';

export const pageSize = 30;

/** What people look for, each a set of kinds. */
export const topics = {
  workflow: ['document.in_review', 'upload_link.received'],
  approvals: ['document.approved', 'document.review_approved'],
  failures: ['document.failed', 'document.review_rejected', 'upload_link.refused'],
  operator: ['webhook.dead_letter', 'webhook.endpoint_disabled', 'plan.documents_used_up'],
} as const satisfies Record<string, readonly NotificationKind[]>;
export type Topic = keyof typeof topics;

export interface NotificationQuery {
  topic: Topic | '';
  unread: boolean;
  offset: number;
}

export function notificationQuery(search: URLSearchParams): NotificationQuery {
  const topic = search.get('topic') ?? '';
  return {
    topic: topic in topics ? (topic as Topic) : '',
    unread: search.has('unread'),
    offset: Math.max(0, Math.trunc(Number(search.get('offset')) || 0)),
  };
}

export function notificationsHref({ topic, unread, offset }: NotificationQuery): string {
  const search = new URLSearchParams({ ...(topic && { topic }), ...(unread && { unread: '1' }), ...(offset > 0 && { offset: String(offset) }) }).toString();
  return search === '' ? '/notifications' : `/notifications?${search}`;
}

export function toCallQuery({ topic, unread, offset }: NotificationQuery): NonNullable<RouteInput<'listNotifications'>['query']> {
  return { limit: pageSize, offset, ...(topic && { kind: [...topics[topic]] }), ...(unread && { unread: 'true' }) };
}
