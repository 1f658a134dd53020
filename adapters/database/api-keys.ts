import type { ApiKey } from '../../contract/account.ts';
import { AppError } from '../../contract/errors.ts';
import { keyScopes, type Permission } from '../../contract/permissions.ts';
import type { ApiKey as Row } from '../../prisma/client/client.ts';
import type { Actor } from '../../contract/common.ts';
import { apiKeyHint, hashApiKey, newApiKey } from '../api-key.ts';
import { audit } from './audit.ts';
import type { Database, Scope } from './database.ts';

export async function listApiKeys({ tx }: Scope, { limit, offset }: { limit: number; offset: number }): Promise<{ items: ApiKey[]; total: number }> {
  const where = { revokedAt: null };
  const rows = await tx.apiKey.findMany({ where, orderBy: { createdAt: 'desc' }, take: limit, skip: offset });
  return { items: rows.map(toApiKey), total: await tx.apiKey.count({ where }) };
}

export async function createApiKey(scope: Scope, actor: Actor, { name, scopes, expiresAt }: { name: string; scopes?: Permission[] | undefined; expiresAt: string | null }): Promise<ApiKey & { key: string }> {
  const { tx, tenantId } = scope;
  const key = newApiKey();
  const allowed = scopes ? scopes.filter((s) => keyScopes.includes(s)) : keyScopes;
  const row = await tx.apiKey.create({ data: { tenantId, name, hint: apiKeyHint(key), hash: hashApiKey(key), scopes: [...allowed], expiresAt } });
  await audit(scope, { actor, action: 'api_key.created', subject: `api-key:${row.id}`, detail: { name } });
  return { ...toApiKey(row), key };
}

export async function revokeApiKey(scope: Scope, actor: Actor, id: string): Promise<void> {
  const { count } = await scope.tx.apiKey.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: new Date() } });
  if (count === 0) throw new AppError('not_found');
  await audit(scope, { actor, action: 'api_key.revoked', subject: `api-key:${id}` });
}

/** How stale `lastUsedAt` may be, so that a busy key does not write a row a request. */
const touchMs = 60_000;

/** What a request needs to know of its key. */
interface LiveKey {
  id: string;
  tenantId: string;
  name: string;
  scopes: Permission[];
}

/** The key, where it is neither revoked nor expired; asked on every call, so that revocation holds at once. */
export async function findApiKey({ system, readSystem }: Database, key: string): Promise<LiveKey | null> {
  const [row] = await readSystem<LiveKey & { lastUsedAt: Date | null }>({
    text: `SELECT id, tenant_id AS "tenantId", name, scopes, last_used_at AS "lastUsedAt" FROM api_keys WHERE hash = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())`,
    values: [hashApiKey(key)], isKept: true,
  });
  if (!row) return null;
  const now = new Date();
  // Nobody waits for it, and where it fails the next call tries again.
  if (!row.lastUsedAt || now.getTime() - row.lastUsedAt.getTime() > touchMs) system.apiKey.updateMany({ where: { id: row.id }, data: { lastUsedAt: now } }).catch(() => undefined);
  return row;
}

const toApiKey = (row: Row): ApiKey => ({
  id: row.id, name: row.name, hint: row.hint, scopes: row.scopes as Permission[], expiresAt: row.expiresAt?.toISOString() ?? null,
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null, createdAt: row.createdAt.toISOString(),
});
