// Files that people take out and bring in.
import { z } from 'zod';
import { Language } from './common.ts';
import { Document, DocumentFilter } from './document.ts';
import { errorCodes } from './errors.ts';

export const exportTypes = { csv: 'text/csv', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', json: 'application/json' } as const;

export const DocumentExport = DocumentFilter.omit({ limit: true, offset: true, sort: true }).extend({
  format: z.enum(['csv', 'xlsx', 'json']).default('csv'),
  language: Language.optional().meta({ description: 'Of the column names; left out: the names of the fields' }),
});
export type DocumentExport = z.infer<typeof DocumentExport>;

/** With the names that only ids stand for otherwise. */
export const ExportedDocument = Document.extend({ clientName: z.string(), clientTaxId: z.string().nullable() }).meta({ id: 'ExportedDocument' });
export type ExportedDocument = z.infer<typeof ExportedDocument>;

export const ClientImportOptions = z.object({
  dryRun: z.enum(['true', 'false']).transform((v) => v === 'true').optional().meta({ description: 'true: says what would happen and does nothing' }),
});

export const ClientImport = z.object({
  created: z.int(),
  updated: z.int().meta({ description: 'Clients with the same tax id' }),
  unchanged: z.int(),
  errors: z.array(z.object({ line: z.int().meta({ description: 'In the file, from 1' }), code: z.enum(errorCodes), message: z.string() })),
}).meta({ id: 'ClientImport', description: 'Lines with an error are left out; all others are taken' });
export type ClientImport = z.infer<typeof ClientImport>;
