import { AuditEntry, AuditFilter } from '../audit.ts';
import { pageOf } from '../common.ts';
import { LastEventId, StreamedEvent } from '../live-event.ts';
import { Notification, NotificationFilter, NotificationPage, ReadAll } from '../notification.ts';
import { Operations, OperationsFilter, RetriedFailures, RetryFailures } from '../operations.ts';
import { byId, route } from '../route-spec.ts';
import { Statistics, StatisticsFilter } from '../statistics.ts';

/** What goes on, and what people are told of it. */
export const operationsRoutes = {
  getOperations: route({
    method: 'get', path: '/v1/operations', summary: 'Machines, queues and workers of the platform; the caller\'s documents, failures and dead letters', tag: 'Operations', access: 'operations:read',
    query: OperationsFilter, status: 200, response: Operations,
  }),
  retryFailures: route({
    method: 'post', path: '/v1/operations/retry-failures', summary: 'Read all documents again that failed with one code, or only count them', tag: 'Operations', access: 'documents:write',
    body: RetryFailures, status: 202, response: RetriedFailures,
  }),
  listNotifications: route({ method: 'get', path: '/v1/notifications', summary: 'What happened that somebody should know', tag: 'Operations', access: 'notifications:read', query: NotificationFilter, status: 200, response: NotificationPage }),
  readNotification: route({ method: 'post', path: '/v1/notifications/{id}/read', summary: 'Mark a notification as read by the caller', tag: 'Operations', access: 'notifications:read', params: byId, status: 200, response: Notification, errors: ['not_found'] }),
  readNotifications: route({ method: 'post', path: '/v1/notifications/read', summary: 'Mark everything up to a moment as read by the caller', tag: 'Operations', access: 'notifications:read', body: ReadAll, status: 204 }),
  listAudit: route({ method: 'get', path: '/v1/audit', summary: 'The audit log, newest first', tag: 'Operations', access: 'audit:read', query: AuditFilter, status: 200, response: pageOf(AuditEntry) }),
  getStatistics: route({ method: 'get', path: '/v1/statistics', summary: 'Throughput, review load, readers and confidence, beside the period before', tag: 'Operations', access: 'statistics:read', query: StatisticsFilter, status: 200, response: Statistics }),
  streamEvents: route({
    method: 'get', path: '/v1/events', summary: 'Live updates as server-sent events; ends with the session or key', tag: 'Operations', access: 'events:read',
    headers: LastEventId, status: 200, response: { mediaType: 'text/event-stream', holds: { 'text/event-stream': StreamedEvent } }, errors: ['too_many_streams'],
  }),
} as const;
