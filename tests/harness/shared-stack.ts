// One running product for all files that ask nothing of it but that it runs; each has a tenant of its own there. A product for each file was a third of the suite's processor time,
// most of it code that runs for the first time.
import { createServer } from 'node:http';
import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import { createUser } from '../../adapters/database/users.ts';
import type { Client } from '../../contract/client.ts';
import { runAdmin } from './admin.ts';
import { ApiClient } from './api-client.ts';
import { openStackDatabase } from './publish.ts';
import { startStack, type Stack } from './start-stack.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where files ask for the shared stack. */
    sharedStackUrl: string;
  }
}

type Shared = Pick<Stack, 'baseUrl' | 'env'>;

/** What a file has of the shared stack; its administrator is the platform's too, as with a stack of its own. */
export type JoinedStack = Pick<Stack, 'baseUrl' | 'env' | 'administrator' | 'api' | 'client' | 'admin'>;

/** Set-up of a project: starts the stack when the first file asks for it, and stops it after the last. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let started: Promise<Stack> | undefined;
  const server = createServer((_request, response) => {
    started ??= startStack({ env: { READ_SLOTS: '2' } });
    started.then(({ baseUrl, env }) => response.end(JSON.stringify({ baseUrl, env } satisfies Shared)), (error: Error) => response.writeHead(500).end(error.stack));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  project.provide('sharedStackUrl', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return async () => {
    server.close();
    await (await started?.catch(() => undefined))?.stop();
  };
}

/** Commands that otherwise mean the tenant that was there first. */
const ofTenant = ['create-user', 'create-api-key', 'create-client'];

/** A tenant of one's own in the shared stack. */
export async function joinStack(): Promise<JoinedStack> {
  const answer = await fetch(inject('sharedStackUrl'));
  if (!answer.ok) throw new Error(await answer.text());
  const { baseUrl, env } = await answer.json() as Shared;
  const name = randomBytes(4).toString('hex');
  const { id: tenantId } = await runAdmin<{ id: string }>(env, ['create-tenant', '--name', `Estudio ${name}`, '--plan', 'enterprise']);
  const admin = <T>(command: string, ...args: string[]) => runAdmin<T>(env, [command, ...args, ...(ofTenant.includes(command) && !args.includes('--tenant') ? ['--tenant', tenantId] : [])]);
  const administrator = { email: `titular-${name}@example.com`, password: `clave-de-prueba-${name}`, tenantId };
  const db = openStackDatabase(env, 1);
  await createUser(db, { ...administrator, name: 'Administrador', role: 'owner', isPlatformAdministrator: true });
  await db.close();
  const { key } = await admin<{ key: string }>('create-api-key', '--name', 'tests');
  const client = await admin<Client>('create-client', '--name', 'Cliente de prueba', '--tax-id', '30-50001091-2');
  return { baseUrl, env, administrator, api: new ApiClient(baseUrl, { authorization: `Bearer ${key}` }), client, admin };
}
