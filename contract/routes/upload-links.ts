import { z } from 'zod';
import { Id, pageOf, SecretToken } from '../common.ts';
import { idempotencyHeader, route } from '../route-spec.ts';
import { LinkUploadResult, UploadError, UploadErrorFilter, UploadLink, UploadLinkCreated, UploadLinkFilter, UploadLinkInfo, UploadLinkInput, UploadLinkPatch } from '../upload-link.ts';

const byLinkId = z.object({ link: Id.meta({ description: 'The link\'s id' }) });
const byToken = z.object({ token: SecretToken });

/** Links through which clients upload without an account. */
export const uploadLinkRoutes = {
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
} as const;
