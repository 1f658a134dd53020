import { randomBytes } from 'node:crypto';
import type { Client } from '../../contract/client.ts';
import { runAdmin } from './admin.ts';
import { ApiClient } from './api-client.ts';
import { createPerson } from './create-person.ts';
import type { Stack } from './start-stack.ts';

/** A tenant of one's own in a stack that others use too; its administrator is the platform's too, as the one that a stack begins with. */
export type NewTenant = Pick<Stack, 'administrator' | 'api' | 'client' | 'admin'>;

/** Commands that otherwise mean the tenant that was there first. */
const ofTenant = ['create-user', 'create-api-key', 'create-client'];

export async function newTenant({ baseUrl, env }: Pick<Stack, 'baseUrl' | 'env'>): Promise<NewTenant> {
  const name = randomBytes(4).toString('hex');
  const { id: tenantId } = await runAdmin<{ id: string }>(env, ['create-tenant', '--name', 'Mi estudio', '--plan', 'enterprise']);
  const admin = <T>(command: string, ...args: string[]) => runAdmin<T>(env, [command, ...args, ...(ofTenant.includes(command) && !args.includes('--tenant') ? ['--tenant', tenantId] : [])]);
  const administrator = { email: `titular-${name}@example.com`, password: `clave-de-prueba-${name}`, tenantId };
  await createPerson(env, { ...administrator, name: 'Administrador', role: 'owner', isPlatformAdministrator: true });
  const { key } = await admin<{ key: string }>('create-api-key', '--name', 'tests');
  const client = await admin<Client>('create-client', '--name', 'Cliente de prueba', '--tax-id', '30-50001091-2');
  return { administrator, api: new ApiClient(baseUrl, { authorization: `Bearer ${key}` }), client, admin };
}
