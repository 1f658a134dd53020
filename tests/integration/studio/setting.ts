// What the parts of a studio's tests share: one running API without a worker, and studios of their own.
import { randomUUID } from 'node:crypto';
import { createApiKey } from '../../../adapters/database/api-keys.ts';
import type { Database, Scope } from '../../../adapters/database/database.ts';
import { ApiClient } from '../../harness/api-client.ts';
import type { JoinedStack } from '../../harness/shared-stack.ts';

/** Filled before the first test. */
export const setting = {} as { stack: JoinedStack; db: Database };
export const password = 'un tranvía llamado deseo';

export interface Studio {
  tenantId: string;
  api: ApiClient;
  client: string;
  rows<T>(work: (scope: Scope) => Promise<T>): Promise<T>;
}

export async function newStudio(): Promise<Studio> {
  const { stack, db } = setting;
  const slug = randomUUID();
  const { id: tenantId } = await db.system.tenant.create({ data: { name: `Estudio ${slug}`, slug, plan: 'enterprise' } });
  const { key } = await db.withTenant(tenantId, (scope) => createApiKey(scope, { kind: 'system', id: null, name: 'tests' }, { name: 'todo', expiresAt: null }));
  const api = new ApiClient(stack.baseUrl, { authorization: `Bearer ${key}` });
  const { id: client } = await api.call('createClient', { body: { name: 'Panadería =San Martín', taxId: '30-50001091-2' } });
  return { tenantId, api, client, rows: (work) => db.withTenant(tenantId, work) };
}
