import { z } from 'zod';
import { Email, Id, Paging, SearchText, Timestamp } from './common.ts';
import { Plan } from './plans.ts';

export const PlatformTenant = z.object({
  id: Id,
  name: z.string(),
  plan: Plan,
  members: z.int(),
  monthlyDocuments: z.int(),
  createdAt: Timestamp,
}).meta({ id: 'PlatformTenant' });
export type PlatformTenant = z.infer<typeof PlatformTenant>;

export const PlatformTenantFilter = Paging.extend({ q: SearchText });
export type PlatformTenantFilter = z.infer<typeof PlatformTenantFilter>;

export const PlatformTenantInput = z.strictObject({
  name: z.string().min(1).regex(/\S/).max(200).trim(),
  plan: Plan.default('professional'),
  ownerEmail: Email.meta({ description: 'Is invited as the first owner' }),
}).meta({ id: 'PlatformTenantInput', examples: [{ name: 'Estudio Gómez', plan: 'starter', ownerEmail: 'ana@estudio.example' }] });
export type PlatformTenantInput = z.infer<typeof PlatformTenantInput>;

export const PlatformTenantPatch = z.strictObject({ name: z.string().min(1).regex(/\S/).max(200).trim().optional(), plan: Plan.optional() }).meta({ id: 'PlatformTenantPatch', examples: [{ plan: 'enterprise' }] });
export type PlatformTenantPatch = z.infer<typeof PlatformTenantPatch>;

export const PlatformAdministrator = z.object({ id: Id, name: z.string(), email: z.string(), createdAt: Timestamp }).meta({ id: 'PlatformAdministrator' });
export type PlatformAdministrator = z.infer<typeof PlatformAdministrator>;

export const PlatformAdministratorFilter = Paging;
export const PlatformAdministratorInput = z.strictObject({ email: Email }).meta({ id: 'PlatformAdministratorInput', examples: [{ email: 'ana@estudio.example' }] });
export type PlatformAdministratorInput = z.infer<typeof PlatformAdministratorInput>;
