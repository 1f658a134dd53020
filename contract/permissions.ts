import { z } from 'zod';

export const permissions = [
  'documents:read', 'documents:write', 'reviews:read', 'reviews:decide', 'clients:read', 'clients:write',
  'webhooks:read', 'webhooks:write', 'api-keys:read', 'api-keys:write', 'operations:read',
  'upload-links:read', 'upload-links:write', 'members:read', 'members:write', 'tenant:read', 'tenant:write', 'notifications:read', 'statistics:read', 'events:read', 'audit:read',
] as const;
/** What a route asks for; an API key's scopes are permissions too. */
export const Permission = z.enum(permissions).meta({ id: 'Permission' });
export type Permission = z.infer<typeof Permission>;

export const roles = ['owner', 'admin', 'reviewer', 'operator', 'viewer'] as const;
export const Role = z.enum(roles).meta({ id: 'Role' });
export type Role = z.infer<typeof Role>;

const reading: Permission[] = ['documents:read', 'reviews:read', 'clients:read', 'upload-links:read', 'members:read', 'tenant:read', 'notifications:read', 'statistics:read', 'events:read'];

export const rolePermissions: Record<Role, readonly Permission[]> = {
  owner: permissions,
  admin: permissions,
  reviewer: [...reading, 'documents:write', 'reviews:decide', 'clients:write', 'upload-links:write'],
  operator: [...reading, 'documents:write', 'webhooks:read', 'webhooks:write', 'operations:read'],
  viewer: reading,
};

/** What a key may be given: everything but the making of further keys and of members, by which a key could outlive its revocation. */
export const keyScopes = permissions.filter((p) => !p.startsWith('api-keys:') && p !== 'members:write');
export const KeyScope = z.enum(keyScopes).meta({ id: 'KeyScope' });
