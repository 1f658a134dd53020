import { z } from 'zod';
import { Email, Id, Language, Paging, Timestamp } from './common.ts';
import { KeyScope, Permission, permissions, Role } from './permissions.ts';

export const SignIn = z.strictObject({
  email: Email,
  password: z.string().min(1).max(256),
  code: z.string().min(6).max(40).regex(/\S/).trim().optional().meta({ description: 'The one-time password, or one of the recovery codes, where the user has a second factor' }),
}).meta({ id: 'SignIn', examples: [{ email: 'ana@estudio.example', password: 'un tranvía llamado deseo' }] });
export type SignIn = z.infer<typeof SignIn>;

export const TenantChoice = z.strictObject({ tenantId: Id }).meta({ id: 'TenantChoice' });

/** Who is signed in, in which tenant, and what they may do there. */
export const CurrentSession = z.object({
  user: z.object({ id: Id, name: z.string(), email: z.string(), language: Language, isPlatformAdministrator: z.boolean() }).nullable()
    .meta({ description: 'null for an API key' }),
  tenant: z.object({ id: Id, name: z.string(), role: Role.nullable(), autoProcess: z.boolean() }).nullable(),
  tenants: z.array(z.object({ id: Id, name: z.string(), role: Role })),
  permissions: z.array(Permission),
}).meta({ id: 'CurrentSession' });
export type CurrentSession = z.infer<typeof CurrentSession>;

export const ApiKey = z.object({
  id: Id,
  name: z.string(),
  hint: z.string().meta({ description: 'Enough of the key to recognise it by' }),
  scopes: z.array(Permission),
  expiresAt: Timestamp.nullable(),
  lastUsedAt: Timestamp.nullable(),
  createdAt: Timestamp,
}).meta({ id: 'ApiKey' });
export type ApiKey = z.infer<typeof ApiKey>;

export const ApiKeyInput = z.strictObject({
  name: z.string().min(1).regex(/\S/).max(100).trim(),
  scopes: z.array(KeyScope).min(1).max(permissions.length).optional().meta({ description: 'By default everything a key may do' }),
  expiresAt: Timestamp.nullable().default(null),
}).meta({ id: 'ApiKeyInput', examples: [{ name: 'ERP' }] });
export type ApiKeyInput = z.infer<typeof ApiKeyInput>;

export const ApiKeyCreated = ApiKey.extend({ key: z.string().meta({ description: 'Shown this once', examples: ['comp_live_xxx'] }) }).meta({ id: 'ApiKeyCreated' });
export type ApiKeyCreated = z.infer<typeof ApiKeyCreated>;

export const ApiKeyFilter = Paging;
