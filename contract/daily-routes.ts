import { z } from 'zod';
import { AuditEntry, AuditFilter } from './audit.ts';
import { BulkResult, DocumentBulk, ReviewBulk } from './bulk.ts';
import { Id, pageOf, SecretToken } from './common.ts';
import { LastEventId, StreamedEvent } from './live-event.ts';
import { NotificationFilter, NotificationPage, Notification, ReadAll } from './notification.ts';
import { byId, idempotencyHeader, route } from './route-spec.ts';
import { Statistics, StatisticsFilter } from './statistics.ts';
import { ClientImport, ClientImportOptions, DocumentExport, ExportedDocument, exportTypes } from './transfer.ts';
import { LinkUploadResult, UploadError, UploadErrorFilter, UploadLink, UploadLinkCreated, UploadLinkFilter, UploadLinkInfo, UploadLinkInput, UploadLinkPatch } from './upload-link.ts';

const byLinkId = z.object({ link: Id.meta({ description: 'The link\'s id' }) });
const byToken = z.object({ token: SecretToken });

/** Links for clients, transfers, bulk actions, and what people are told. */
export const dailyRoutes = {
  listUploadLinks: route({ method: 'get', path: '/v1/upload-links', summary: 'List upload links', tag: 'Clients', access: 'upload-links:read', query: UploadLinkFilter, status: 200, response: pageOf(UploadLink) }),
  createUploadLink: route({
    method: 'post', path: '/v1/upload-links', summary: 'Make a link through which a client uploads without an account; its address is shown this once', tag: 'Clients', access: 'upload-links:write',
    body: UploadLinkInput, status: 201, response: UploadLinkCreated, errors: ['client_unknown'],
  }),
  getUploadLinkInfo: route({
    method: 'get', path: '/v1/upload-links/{link}', summary: 'What a link is for, by its secret', tag: 'Clients', access: 'public', params: z.object({ link: SecretToken.meta({ description: 'The link\'s secret' }) }),
    status: 200, response: UploadLinkInfo, errors: ['not_found', 'link_ended', 'rate_limited'],
  }),
  updateUploadLink: route({ method: 'patch', path: '/v1/upload-links/{link}', summary: 'Change a link\'s name, limits or processing', tag: 'Clients', access: 'upload-links:write', params: byLinkId, body: UploadLinkPatch, status: 200, response: UploadLink, errors: ['not_found'] }),
  revokeUploadLink: route({ method: 'delete', path: '/v1/upload-links/{link}', summary: 'Revoke a link at once', tag: 'Clients', access: 'upload-links:write', params: byLinkId, status: 204, errors: ['not_found'] }),
  uploadByLink: route({
    method: 'post', path: '/v1/upload-links/{token}/documents', summary: 'The client\'s upload: files that cannot be taken are told one by one', tag: 'Clients', access: 'public',
    params: byToken, headers: idempotencyHeader, multipart: z.strictObject({}), status: 200, response: LinkUploadResult,
    errors: ['not_found', 'link_ended', 'file_missing', 'too_many_files', 'idempotency_conflict', 'unsupported_media_type', 'plan_documents_used_up', 'rate_limited'],
  }),
  listUploadErrors: route({ method: 'get', path: '/v1/upload-errors', summary: 'Files of clients that could not be taken or read', tag: 'Clients', access: 'upload-links:read', query: UploadErrorFilter, status: 200, response: pageOf(UploadError) }),

  exportClients: route({ method: 'get', path: '/v1/clients/export', summary: 'All clients as CSV', tag: 'Clients', access: 'clients:read', status: 200, response: { mediaType: exportTypes.csv } }),
  importClients: route({
    method: 'post', path: '/v1/clients/import', summary: 'Add or change clients from CSV: columns name, taxId, email in English or Spanish; comma, semicolon or tab', tag: 'Clients', access: 'clients:write',
    query: ClientImportOptions, bytes: exportTypes.csv, status: 200, response: ClientImport, errors: ['csv_invalid', 'tax_id_taken'],
  }),
  exportDocuments: route({
    method: 'get', path: '/v1/documents/export', summary: 'The documents of a filter as CSV, XLSX or JSON', tag: 'Documents', access: 'documents:read',
    query: DocumentExport, status: 200, response: { mediaType: Object.values(exportTypes), holds: { [exportTypes.json]: z.array(ExportedDocument) } }, errors: ['export_too_large'],
  }),
  changeDocuments: route({ method: 'post', path: '/v1/documents/bulk', summary: 'Start, reprocess, cancel or erase many documents', tag: 'Documents', access: 'documents:write', body: DocumentBulk, status: 200, response: BulkResult }),
  decideReviewTasks: route({ method: 'post', path: '/v1/review-tasks/bulk', summary: 'Approve or reject many review tasks', tag: 'Review', access: 'reviews:decide', body: ReviewBulk, status: 200, response: BulkResult }),

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
