import type { Notification, NotificationKind } from '../contract.ts';
import { m } from '../paraglide/messages.js';
import { storedErrorText } from '../text/error-text.ts';
import { alertText } from './alert-text.ts';

type Data = Notification['data'];
const text = (data: Data, name: string): string => String(data[name] ?? '');
const about = (data: Data) => text(data, 'issuerName') || text(data, 'fileName');
const files = (data: Data) => Number(data['files'] ?? 0);

const sentences: Record<NotificationKind, (data: Data) => string> = {
  'document.in_review': (data) => m.notice_in_review({ document: about(data) }),
  'document.approved': (data) => m.notice_approved({ document: about(data) }),
  'document.review_approved': (data) => m.notice_review_approved({ document: about(data) }),
  'document.review_rejected': (data) => m.notice_review_rejected({ document: about(data) }),
  'document.failed': (data) => m.notice_failed({ document: about(data) }),
  'webhook.dead_letter': (data) => m.notice_dead_letter({ url: text(data, 'url') }),
  'webhook.endpoint_disabled': (data) => m.notice_endpoint_disabled({ url: text(data, 'url') }),
  'upload_link.received': (data) => m.notice_link_received({ count: files(data), link: text(data, 'linkName') }),
  'upload_link.refused': (data) => m.notice_link_refused({ count: files(data), link: text(data, 'linkName') }),
  'plan.documents_used_up': (data) => m.notice_plan_used_up({ limit: text(data, 'limit') }),
  'operations.alert': alertText,
};

/** What happened, in a sentence. */
export const notificationText = ({ kind, data }: Notification): string => sentences[kind](data);

/** Why, where the notification knows. */
export function notificationReason({ data }: Notification): string | null {
  const code = text(data, 'code');
  return code === '' ? null : storedErrorText(code, code);
}

/** Where what it is about can be seen; null where there is no such screen. */
export function notificationHref({ kind, documentId, data }: Notification): string | null {
  if (documentId !== null) return `/documents/${documentId}`;
  const places: Partial<Record<NotificationKind, string>> = {
    'webhook.dead_letter': '/integrations#dead-letters',
    'webhook.endpoint_disabled': '/integrations#endpoints',
    'upload_link.received': `/documents?clientId=${text(data, 'clientId')}`,
    'upload_link.refused': '/upload-links#errors',
    'operations.alert': '/operations',
  };
  return places[kind] ?? null;
}

export const notificationTones: Record<NotificationKind, 'good' | 'doubt' | 'bad' | 'calm'> = {
  'document.in_review': 'doubt', 'document.approved': 'good', 'document.review_approved': 'good', 'document.review_rejected': 'bad', 'document.failed': 'bad',
  'webhook.dead_letter': 'bad', 'webhook.endpoint_disabled': 'bad', 'upload_link.received': 'calm', 'upload_link.refused': 'doubt', 'plan.documents_used_up': 'bad',
  'operations.alert': 'bad',
};

export const notificationKindNames: Record<NotificationKind, () => string> = {
  'document.in_review': m.notice_kind_in_review, 'document.approved': m.notice_kind_approved, 'document.review_approved': m.notice_kind_review_approved,
  'document.review_rejected': m.notice_kind_review_rejected, 'document.failed': m.notice_kind_failed, 'webhook.dead_letter': m.notice_kind_dead_letter,
  'webhook.endpoint_disabled': m.notice_kind_endpoint_disabled, 'upload_link.received': m.notice_kind_link_received, 'upload_link.refused': m.notice_kind_link_refused,
  'plan.documents_used_up': m.notice_kind_plan_used_up, 'operations.alert': m.notice_kind_alert,
};
