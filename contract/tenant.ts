import { z } from 'zod';
import { Email, Id, Timestamp } from './common.ts';
import { Role } from './permissions.ts';
import { Plan } from './plans.ts';

const text = (max: number) => z.string().max(max).trim();

/** Legal and contact data. An empty text is nothing stated. */
const details = {
  legalName: text(200),
  taxId: text(30).meta({ description: 'The studio\'s own CUIT, with or without dashes; its check digit is verified' }),
  vatCondition: z.enum(['', 'responsable_inscripto', 'monotributo', 'exento', 'no_responsable']),
  address: text(300),
  city: text(100),
  province: text(100),
  postalCode: text(20),
  contactName: text(100),
  contactEmail: z.union([Email, z.literal('')]),
  phone: text(50).regex(/^[0-9+() ./-]*$/),
};

export const Tenant = z.object({
  id: Id,
  name: z.string(),
  ...details,
  plan: Plan,
  limits: z.object({ seats: z.int().nullable(), monthlyDocuments: z.int().nullable(), roles: z.array(Role) }).meta({ description: 'null: without a limit' }),
  usage: z.object({
    seats: z.int().meta({ description: 'Members, and invitations that wait for an answer' }),
    monthlyDocuments: z.int().meta({ description: 'Files uploaded since the month began (UTC)' }),
  }),
  createdAt: Timestamp,
}).meta({ id: 'Tenant' });
export type Tenant = z.infer<typeof Tenant>;

export const TenantPatch = z.strictObject({ name: z.string().min(1).regex(/\S/).max(200).trim(), ...details }).partial()
  .meta({ id: 'TenantPatch', examples: [{ legalName: 'Estudio Gómez y Asociados SRL', taxId: '30-50001091-2', contactEmail: 'contacto@estudio.example' }] });
export type TenantPatch = z.infer<typeof TenantPatch>;

/** What uploads and new links start from, where they do not say otherwise. */
export const TenantDefaults = z.object({
  autoProcess: z.boolean().meta({ description: 'When disabled, uploads stay ingested after preprocessing until someone starts processing manually' }),
  linkAutoProcess: z.boolean().meta({ description: 'The same for what clients upload through links' }),
  linkExpiryDays: z.int().min(1).max(3650).nullable().meta({ description: 'null: new links do not expire' }),
  linkMaxFiles: z.int().min(1).max(100_000).nullable().meta({ description: 'null: new links take any number of files' }),
  retentionDays: z.int().min(1).max(36_500).nullable().meta({ description: 'Documents are erased with their objects so many days after they were settled; null: never' }),
}).meta({ id: 'TenantDefaults' });
export type TenantDefaults = z.infer<typeof TenantDefaults>;

export const TenantDefaultsPatch = z.strictObject(TenantDefaults.shape).partial().meta({ id: 'TenantDefaultsPatch', examples: [{ autoProcess: false, linkExpiryDays: 30 }] });
export type TenantDefaultsPatch = z.infer<typeof TenantDefaultsPatch>;
