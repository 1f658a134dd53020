import { beforeAll, expect, it } from 'vitest';
import { anInvoice, argentineInvoicePdf } from '../fixtures/argentine-invoice.ts';
import type { ApiClient } from '../harness/api-client.ts';
import { eventually } from '../harness/eventually.ts';
import { newPerson } from '../harness/person.ts';
import { openStackDatabase } from '../harness/publish.ts';
import { joinStack, type JoinedStack } from '../harness/shared-stack.ts';

let stack: JoinedStack;
let reviewer: ApiClient;

beforeAll(async () => {
  stack = await joinStack();
  reviewer = await newPerson(stack, { email: 'revisora@muestras.example', password: 'una-clave-larga-de-prueba' });
});

it('sample documents reach each end of the pipeline, and go without a trace', async () => {
  const { client } = await stack.api.call('loadSamples', {});
  expect((await stack.api.ask('loadSamples', {})).status).toBe(409);
  const own = await stack.api.uploadOne(client?.id as string, 'propia.pdf', await argentineInvoicePdf(anInvoice()));
  const list = () => stack.api.call('listDocuments', { query: { clientId: client?.id as string, limit: 20 } });
  const { items } = await eventually('all are read', list, ({ items: all }) => all.every(({ status }) => ['approved', 'in_review', 'failed'].includes(status)), 60_000);
  const statusOf = (n: number) => items.find(({ fileName }) => fileName.startsWith(`ejemplo-${n}`));
  expect(items).toHaveLength(6);
  expect([statusOf(2)?.status, statusOf(4)?.status, statusOf(5)?.status]).toEqual(['in_review', 'in_review', 'failed']);
  // Which of the two came first is for the workers to say.
  const twice = [statusOf(1), statusOf(3)];
  expect(twice.map((one) => one?.status).sort()).toEqual(['approved', 'in_review']);
  expect(twice.filter((one) => one?.duplicateOf)).toHaveLength(1);

  await stack.api.call('removeSamples', {});
  expect((await list()).items.map(({ id }) => id)).toEqual([own]);
  expect(await stack.api.call('getSamples', {})).toEqual({ client: null, documents: 0 });
});

it('a failed document goes on from where it failed, with what was stored', async () => {
  const id = await stack.api.uploadOne(stack.client.id, 'fallida.pdf', await argentineInvoicePdf(anInvoice()));
  await stack.api.until(id, 'approved');
  expect((await stack.api.ask('retryDocument', { params: { id } })).status).toBe(409);
  const db = openStackDatabase(stack.env, 1);
  await db.withTenant(stack.administrator.tenantId, ({ tx }) => tx.document.update({ where: { id }, data: { status: 'failed', failureCode: 'pipeline_failed' } }));
  await db.close();

  await stack.api.call('retryDocument', { params: { id } });
  await stack.api.until(id, 'approved');
  const { steps } = await stack.api.call('getTrace', { params: { id } });
  expect(steps.filter(({ run }) => run === 1).map(({ name }) => name)).toContain('preprocess');
  expect(steps.filter(({ run }) => run === 2).map(({ name }) => name).slice(0, 2)).toEqual(['extract', 'score']);

  const broken = await stack.api.uploadOne(stack.client.id, 'rota.pdf', Buffer.from('%PDF-1.7 nothing else'));
  await stack.api.until(broken, 'failed');
  await stack.api.call('retryDocument', { params: { id: broken } });
  await eventually('it is opened anew', () => stack.api.call('getTrace', { params: { id: broken } }), (trace) => trace.steps.some(({ run, name }) => run === 2 && name === 'preprocess'), 20_000);
});

it('a task is given to somebody who may decide, and found by them', async () => {
  const id = await stack.api.uploadOne(stack.client.id, 'asignada.pdf', await argentineInvoicePdf(anInvoice({ totalError: 100, withQr: false })));
  const { reviewTaskId } = await stack.api.until(id, 'in_review');
  const params = { id: reviewTaskId as string };
  const { items: members } = await stack.api.call('listMembers', {});
  const userId = members.find(({ email }) => email === 'revisora@muestras.example')?.userId as string;
  expect((await stack.api.ask('assignReviewTask', { params, body: { userId: params.id } })).status).toBe(404);
  expect((await stack.api.call('assignReviewTask', { params, body: { userId } })).assignedTo).toEqual({ id: userId, name: 'revisora' });
  const mine = await reviewer.call('listReviewTasks', { query: { assignee: 'me' } });
  expect(mine.items.map((task) => task.id)).toEqual([params.id]);
  expect((await stack.api.call('assignReviewTask', { params, body: { userId: null } })).assignedTo).toBeNull();
  expect((await reviewer.call('listReviewTasks', { query: { assignee: 'me' } })).total).toBe(0);
});
