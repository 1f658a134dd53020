import { z } from 'zod';
import { Email, Id, listOf, Paging, SearchText, Timestamp } from './common.ts';

export const Client = z.object({
  id: Id,
  name: z.string(),
  taxId: z.string().nullable(),
  email: z.string().nullable(),
  externalAi: z.boolean().meta({ description: 'false: nothing of this client is ever sent to an external AI' }),
  createdAt: Timestamp,
}).meta({ id: 'Client' });
export type Client = z.infer<typeof Client>;

export const ClientInput = z.strictObject({
  name: z.string().min(1).regex(/\S/).max(200).trim(),
  taxId: z.string().max(30).regex(/^[. /-]*[0-9A-Za-z][0-9A-Za-z. /-]*$/).trim().nullable().default(null)
    .meta({ description: 'A CUIT with or without dashes; its check digit is verified' }),
  email: Email.nullable().default(null),
  externalAi: z.boolean().default(true),
}).meta({ id: 'ClientInput', examples: [{ name: 'Panadería San Martín SRL', taxId: '30-50001091-2' }] });
export type ClientInput = z.infer<typeof ClientInput>;

export const ClientPatch = z.strictObject({
  name: z.string().min(1).regex(/\S/).max(200).trim().optional(),
  taxId: z.string().max(30).regex(/^[. /-]*[0-9A-Za-z][0-9A-Za-z. /-]*$/).trim().nullable().optional(),
  email: Email.nullable().optional(),
  externalAi: z.boolean().optional(),
}).meta({ id: 'ClientPatch' });
export type ClientPatch = z.infer<typeof ClientPatch>;

export const ClientFilter = Paging.extend({ q: SearchText, id: listOf(Id, 100).optional().meta({ description: 'These alone; those that there are not are left out' }) });
export type ClientFilter = z.infer<typeof ClientFilter>;
