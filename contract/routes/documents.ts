import { z } from 'zod';
import { BulkResult, DocumentBulk } from '../bulk.ts';
import { pageOf, whole } from '../common.ts';
import { carrierTypes, Document, DocumentFilter, DocumentSummary, UploadFields, UploadResult } from '../document.ts';
import { Page } from '../page.ts';
import { byId, idempotencyHeader, route } from '../route-spec.ts';
import { Trace } from '../trace.ts';
import { DocumentExport, ExportedDocument, exportTypes } from '../transfer.ts';

/** Uploaded files and what was read from them. */
export const documentRoutes = {
  uploadDocuments: route({
    method: 'post', path: '/v1/documents', summary: 'Upload one or many files for a client', tag: 'Documents', access: 'documents:write',
    headers: idempotencyHeader, multipart: UploadFields, status: 202, response: UploadResult,
    errors: ['client_missing', 'client_unknown', 'file_missing', 'file_too_large', 'too_many_files', 'idempotency_conflict', 'plan_documents_used_up', 'unsupported_media_type'],
  }),
  listDocuments: route({ method: 'get', path: '/v1/documents', summary: 'List documents', tag: 'Documents', access: 'documents:read', query: DocumentFilter, status: 200, response: pageOf(DocumentSummary), isEager: true }),
  getDocument: route({ method: 'get', path: '/v1/documents/{id}', summary: 'Get a document with what was read from it', tag: 'Documents', access: 'documents:read', params: byId, status: 200, response: Document, errors: ['not_found'] }),
  getTrace: route({ method: 'get', path: '/v1/documents/{id}/trace', summary: 'Follow a document through its pipeline', tag: 'Documents', access: 'documents:read', params: byId, status: 200, response: Trace, errors: ['not_found'] }),
  getDocumentFile: route({ method: 'get', path: '/v1/documents/{id}/file', summary: 'The original file', tag: 'Documents', access: 'documents:read', params: byId, status: 200, response: { mediaType: carrierTypes }, errors: ['not_found'] }),
  getPageImage: route({ method: 'get', path: '/v1/documents/{id}/pages/{number}.png', summary: 'A page as an image', tag: 'Documents', access: 'documents:read', params: byId.extend({ number: whole(1, 10_000) }), status: 200, response: { mediaType: 'image/png' }, errors: ['not_found', 'page_not_drawn'] }),
  getWords: route({ method: 'get', path: '/v1/documents/{id}/words', summary: 'The words of every page with their boxes', tag: 'Documents', access: 'documents:read', params: byId, status: 200, response: z.object({ pages: z.array(Page) }).meta({ id: 'Words' }), errors: ['not_found'] }),
  startProcessing: route({ method: 'post', path: '/v1/documents/{id}/process', summary: 'Start a document that waits for it', tag: 'Documents', access: 'documents:write', params: byId, status: 202, response: DocumentSummary, errors: ['not_found', 'not_waiting'] }),
  reprocessDocument: route({ method: 'post', path: '/v1/documents/{id}/reprocess', summary: 'Read a settled document again', tag: 'Documents', access: 'documents:write', params: byId, status: 202, response: DocumentSummary, errors: ['not_found', 'conflict'] }),
  retryDocument: route({ method: 'post', path: '/v1/documents/{id}/retry', summary: 'Take a failed document up where it failed, using what the steps before have stored', tag: 'Documents', access: 'documents:write', params: byId, status: 202, response: DocumentSummary, errors: ['not_found', 'conflict'] }),
  cancelDocument: route({ method: 'post', path: '/v1/documents/{id}/cancel', summary: 'Stop processing a document', tag: 'Documents', access: 'documents:write', params: byId, status: 202, response: DocumentSummary, errors: ['not_found', 'conflict'] }),
  eraseDocument: route({ method: 'delete', path: '/v1/documents/{id}', summary: 'Erase a document with its objects', tag: 'Documents', access: 'documents:write', params: byId, status: 204, errors: ['not_found', 'conflict'] }),
  exportDocuments: route({
    method: 'get', path: '/v1/documents/export', summary: 'The documents of a filter as CSV, XLSX or JSON', tag: 'Documents', access: 'documents:read',
    query: DocumentExport, status: 200, response: { mediaType: Object.values(exportTypes), holds: { [exportTypes.json]: z.array(ExportedDocument) } }, errors: ['export_too_large'],
  }),
  changeDocuments: route({ method: 'post', path: '/v1/documents/bulk', summary: 'Start, reprocess, cancel or erase many documents', tag: 'Documents', access: 'documents:write', body: DocumentBulk, status: 200, response: BulkResult }),
} as const;
