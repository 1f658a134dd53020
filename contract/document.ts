import { z } from 'zod';
import { Actor, Day, Id, listOf, Paging, SearchText, Timestamp } from './common.ts';
import { errorCodes } from './errors.ts';
import { Fields, LineItem, Reason, TaxLine } from './extraction.ts';

export const documentStatuses = [
  'received', 'preprocessing', 'ingested', 'extracting', 'in_review', 'approved', 'rejected', 'failed', 'cancelled',
] as const;
export const DocumentStatus = z.enum(documentStatuses).meta({ id: 'DocumentStatus' });
export type DocumentStatus = z.infer<typeof DocumentStatus>;

/** What the original of a document can be; `application/octet-stream` until its content was looked at, and where that is none of these. */
export const carrierTypes = [
  'application/octet-stream', 'application/pdf', 'application/xml', 'application/pkcs7-mime',
  'image/jpeg', 'image/png', 'image/tiff', 'image/webp', 'image/gif', 'image/heic', 'image/avif', 'image/bmp',
] as const;

/** What lists show: what was read, without evidence. */
export const DocumentSummary = z.object({
  id: Id,
  clientId: Id,
  fileName: z.string(),
  mediaType: z.string().nullable().meta({ description: 'Decided by content; null until preprocessed' }),
  size: z.int().meta({ description: 'Bytes' }),
  status: DocumentStatus,
  confidence: z.number().nullable(),
  reviewTaskId: Id.nullable(),
  duplicateOf: Id.nullable(),
  parentId: Id.nullable().meta({ description: 'The file that held several invoices, of which this is one' }),
  issuerName: z.string().nullable(),
  issuerTaxId: z.string().nullable(),
  invoiceNumber: z.string().nullable(),
  issueDate: z.string().nullable(),
  currency: z.string().nullable(),
  totalAmount: z.string().nullable(),
  failure: z.object({ code: z.enum(errorCodes), message: z.string() }).nullable(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
}).meta({ id: 'DocumentSummary' });
export type DocumentSummary = z.infer<typeof DocumentSummary>;

export const Document = DocumentSummary.extend({
  run: z.int().min(1).meta({ description: 'Grows with each reprocess' }),
  sha256: z.string(),
  autoProcess: z.boolean(),
  isInvoice: z.boolean().nullable(),
  reader: z.string().nullable().meta({ description: 'Which reader decided' }),
  readerVersion: z.string().nullable().meta({ description: 'Version of its rules and of the calibration of its confidences' }),
  pages: z.array(z.object({ number: z.int(), width: z.number(), height: z.number(), origin: z.string(), hasImage: z.boolean() })),
  fields: Fields,
  taxes: z.array(TaxLine),
  lineItems: z.array(LineItem),
  reasons: z.array(Reason),
  children: z.array(Id).meta({ description: 'The documents split from this file' }),
  uploadedBy: Actor,
}).meta({ id: 'Document' });
export type Document = z.infer<typeof Document>;

export const DocumentFilter = Paging.extend({
  status: listOf(DocumentStatus).optional(),
  clientId: Id.optional(),
  q: SearchText.meta({ description: 'In file name, issuer, tax id or number, whatever the case and accents; the total is counted up to 1000' }),
  from: Day.optional().meta({ description: 'Uploaded on this day or later (UTC)' }),
  to: Day.optional().meta({ description: 'Uploaded on this day or earlier (UTC)' }),
  sort: z.enum(['-createdAt', 'createdAt', '-confidence', 'confidence', '-totalAmount', 'totalAmount']).default('-createdAt'),
});
export type DocumentFilter = z.infer<typeof DocumentFilter>;

/** The text parts of an upload, before or after the files. */
export const UploadFields = z.strictObject({
  clientId: Id,
  autoProcess: z.enum(['true', 'false']).transform((v) => v === 'true').optional()
    .meta({ description: 'false: stays ingested until started; by default as the tenant says' }),
});
export type UploadFields = z.infer<typeof UploadFields>;

export const UploadResult = z.object({ documents: z.array(DocumentSummary) }).meta({ id: 'UploadResult' });
export type UploadResult = z.infer<typeof UploadResult>;
