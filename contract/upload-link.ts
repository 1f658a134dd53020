import { z } from 'zod';
import { Actor, Id, Paging, SecretToken, Timestamp } from './common.ts';
import { errorCodes } from './errors.ts';

export const UploadLinkStatus = z.enum(['active', 'expired', 'used_up', 'revoked']).meta({ id: 'UploadLinkStatus' });
export type UploadLinkStatus = z.infer<typeof UploadLinkStatus>;

export const UploadLink = z.object({
  id: Id,
  clientId: Id,
  name: z.string(),
  hint: z.string().meta({ description: 'The end of the secret, enough to recognise the link by' }),
  status: UploadLinkStatus,
  autoProcess: z.boolean(),
  maxFiles: z.int().nullable(),
  filesReceived: z.int(),
  expiresAt: Timestamp.nullable(),
  lastUsedAt: Timestamp.nullable(),
  createdBy: Actor,
  createdAt: Timestamp,
}).meta({ id: 'UploadLink' });
export type UploadLink = z.infer<typeof UploadLink>;

const MaxFiles = z.int().min(1).max(100_000).nullable();

export const UploadLinkInput = z.strictObject({
  clientId: Id,
  name: z.string().max(100).trim().default(''),
  expiresAt: Timestamp.nullable().optional().meta({ description: 'Left out: as the tenant\'s defaults say. null: never' }),
  maxFiles: MaxFiles.optional().meta({ description: 'Left out: as the tenant\'s defaults say. null: any number' }),
  autoProcess: z.boolean().optional(),
}).meta({ id: 'UploadLinkInput', examples: [{ clientId: '0199d4a0-6c1e-7c54-b3a5-0f6a3b0e4b11', name: 'Facturas de marzo', maxFiles: 200 }] });
export type UploadLinkInput = z.infer<typeof UploadLinkInput>;

export const UploadLinkPatch = z.strictObject({
  name: z.string().max(100).trim().optional(),
  expiresAt: Timestamp.nullable().optional(),
  maxFiles: MaxFiles.optional(),
  autoProcess: z.boolean().optional(),
}).meta({ id: 'UploadLinkPatch', examples: [{ maxFiles: 500 }] });
export type UploadLinkPatch = z.infer<typeof UploadLinkPatch>;

export const UploadLinkCreated = UploadLink.extend({ url: z.string().meta({ description: 'For the client; shown this once' }), token: SecretToken }).meta({ id: 'UploadLinkCreated' });
export type UploadLinkCreated = z.infer<typeof UploadLinkCreated>;

export const UploadLinkFilter = Paging.extend({ clientId: Id.optional(), status: UploadLinkStatus.optional() });
export type UploadLinkFilter = z.infer<typeof UploadLinkFilter>;

/** What the page of a link shows to whoever has it. */
export const UploadLinkInfo = z.object({
  tenantName: z.string(),
  clientName: z.string(),
  name: z.string(),
  expiresAt: Timestamp.nullable(),
  filesLeft: z.int().nullable().meta({ description: 'null: any number' }),
  maxBytes: z.int().meta({ description: 'Of one file' }),
  maxFilesPerRequest: z.int(),
}).meta({ id: 'UploadLinkInfo' });
export type UploadLinkInfo = z.infer<typeof UploadLinkInfo>;

export const LinkUploadResult = z.object({
  files: z.array(z.object({
    fileName: z.string(),
    documentId: Id.nullable().meta({ description: 'null where the file was refused' }),
    error: z.object({ code: z.enum(errorCodes), message: z.string() }).nullable(),
  })),
  filesLeft: z.int().nullable(),
}).meta({ id: 'LinkUploadResult', description: 'Every file, in order, with what became of it' });
export type LinkUploadResult = z.infer<typeof LinkUploadResult>;

export const UploadError = z.object({
  id: Id,
  linkId: Id,
  clientId: Id,
  documentId: Id.nullable().meta({ description: 'Where the file was taken and could not be read afterwards' }),
  fileName: z.string(),
  size: z.int().nullable(),
  code: z.enum(errorCodes),
  createdAt: Timestamp,
}).meta({ id: 'UploadError' });
export type UploadError = z.infer<typeof UploadError>;

export const UploadErrorFilter = Paging.extend({ clientId: Id.optional(), linkId: Id.optional() });
export type UploadErrorFilter = z.infer<typeof UploadErrorFilter>;
