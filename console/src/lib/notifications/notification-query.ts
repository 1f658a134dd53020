import type { NotificationKind, RouteInput } from '../contract.ts';

export const pageSize = 30;

export type Topic = 'workflow' | 'approvals' | 'failures' | 'operator';

/** What people look for. */
const topicOf: Record<NotificationKind, Topic> = {
  'document.in_review': 'workflow', 'upload_link.received': 'workflow',
  'document.approved': 'approvals', 'document.review_approved': 'approvals',
  'document.failed': 'failures', 'document.review_rejected': 'failures', 'upload_link.refused': 'failures',
  'webhook.dead_letter': 'operator', 'webhook.endpoint_disabled': 'operator', 'plan.documents_used_up': 'operator', 'operations.alert': 'operator',
};
const kindsOf = (topic: Topic): NotificationKind[] => (Object.keys(topicOf) as NotificationKind[]).filter((kind) => topicOf[kind] === topic);

export interface NotificationQuery {
  topic: Topic | '';
  unread: boolean;
  offset: number;
}

export function notificationQuery(search: URLSearchParams): NotificationQuery {
  const topic = search.get('topic') ?? '';
  return {
    topic: Object.values<string>(topicOf).includes(topic) ? (topic as Topic) : '',
    unread: search.has('unread'),
    offset: Math.max(0, Math.trunc(Number(search.get('offset')) || 0)),
  };
}

export function notificationsHref({ topic, unread, offset }: NotificationQuery): string {
  const search = new URLSearchParams({ ...(topic && { topic }), ...(unread && { unread: '1' }), ...(offset > 0 && { offset: String(offset) }) }).toString();
  return search === '' ? '/notifications' : `/notifications?${search}`;
}

export function toCallQuery({ topic, unread, offset }: NotificationQuery): NonNullable<RouteInput<'listNotifications'>['query']> {
  return { limit: pageSize, offset, ...(topic && { kind: kindsOf(topic) }), ...(unread && { unread: 'true' }) };
}
