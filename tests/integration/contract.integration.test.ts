// What integrators do by the book: the guide's examples in a shell, and a client whose types are made from the document that the API serves.
import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { forShell, listExample, requeueExample } from '../../console/src/lib/integrations/curl-examples.ts';
import { ublInvoice } from '../fixtures/ubl-invoice.ts';
import { eventually } from '../harness/eventually.ts';
import { openStackDatabase, publish } from '../harness/publish.ts';
import { startReceiver, type Receiver } from '../harness/receiver.ts';
import { joinStack, type JoinedStack } from '../harness/shared-stack.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');
let stack: JoinedStack;
let receiver: Receiver;
let folder: string;

beforeAll(async () => {
  receiver = await startReceiver();
  stack = await joinStack();
  await mkdir(join(root, 'build'), { recursive: true });
  folder = await mkdtemp(join(root, 'build/client-'));
});
afterAll(async () => {
  await receiver?.close();
  await rm(folder, { recursive: true, force: true });
});

const key = () => String(stack.api.headers['authorization']).replace('Bearer ', '');

/** The example as a person has it: pasted into a shell, with a key of their own. Its answer and status. */
async function pasted(example: string): Promise<{ status: number; body: Record<string, unknown> }> {
  const { stdout } = await run('bash', ['-c', example.replace('comp_live_xxx', key()).replace('curl', String.raw`curl -sS -w '\n%{http_code}'`)]);
  const [status, ...body] = stdout.trim().split('\n').reverse();
  return { status: Number(status), body: JSON.parse(body.reverse().join('\n')) as Record<string, unknown> };
}

it.each([['as it is printed', (example: string) => example], ['as it is copied', forShell]])('the guide\'s list of documents works %s', async (_how, take) => {
  const { status, body } = await pasted(take(listExample(stack.baseUrl)));
  expect([status, body]).toEqual([200, { items: [], total: 0, limit: 20, offset: 0 }]);
});

it('the guide\'s requeue of a dead letter works as it is printed', async () => {
  receiver.answer(500);
  await stack.api.call('createEndpoint', { body: { url: receiver.url } });
  const db = openStackDatabase(stack.env);
  await db.withTenant(stack.administrator.tenantId, publish);
  await db.close();
  const { items } = await eventually('a dead letter', () => stack.api.call('listDeadLetters'), (letters) => letters.items.length > 0, 60_000);
  receiver.answer(200);
  const hits = receiver.hits.length;
  const { status } = await pasted(requeueExample(stack.baseUrl).replace('00000000-0000-0000-0000-000000000000', items[0]?.id ?? ''));
  expect(status).toBeLessThan(300);
  await eventually('it is delivered', async () => receiver.hits.length, (n) => n > hits, 60_000);
});

it('the TypeScript client compiles against the document and reads an invoice', async () => {
  const types = join(folder, 'comprobante.d.ts');
  await copyFile(join(root, 'docs/client/upload.ts'), join(folder, 'upload.ts'));
  await run(process.execPath, [join(root, 'node_modules/openapi-typescript/bin/cli.js'), `${stack.baseUrl}/openapi.json`, '-o', types], { cwd: folder });
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ extends: '../../tsconfig.json', compilerOptions: { types: ['node'] }, include: ['.'], exclude: [] }));
  const compiled = await run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder]).catch((error: { stdout: string }) => error);
  expect(compiled.stdout).toBe('');
  await writeFile(join(folder, 'factura.xml'), ublInvoice('CLIENT-1'));
  const { stdout } = await run(process.execPath, [join(folder, 'upload.ts'), stack.client.id, join(folder, 'factura.xml')], { env: { ...process.env, COMPROBANTE_URL: stack.baseUrl, COMPROBANTE_KEY: key() } });
  expect(JSON.parse(stdout)).toMatchObject({ status: 'approved', invoiceNumber: 'CLIENT-1' });
}, 120_000);
