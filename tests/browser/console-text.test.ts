// The words of the console as its owner wrote them, each on its screen and in its language.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { joinStack, type JoinedStack } from '../harness/shared-stack.ts';
import { closeWindows, openBrowser, settled, visit } from './browser.ts';

// A journey through many screens.
vi.setConfig({ testTimeout: 120_000 });

let stack: JoinedStack;
let browser: Browser;

beforeAll(async () => {
  [stack, browser] = await Promise.all([joinStack(), openBrowser()]);
});
afterAll(closeWindows);

const english: Record<string, string[]> = {
  '/notifications': ['Notifications', 'Inbox', 'Review workflow events, approvals, failures, and other operator signals in one place.'],
  '/operations': [
    'Operations', 'Internal ops dashboard', 'Watch host pressure, queue backlog, worker freshness, dead letters, and document processing time from one place.',
    'Queues', 'Workers', 'Failures and recovery', 'Document lifecycle bottlenecks', 'Client upload errors',
  ],
  '/access': ['Access', 'Login and tenant context', 'User', 'Tenant'],
  '/': [
    'Summary', 'Tenant statistics', 'Track throughput, review load, processor mix, and confidence routing for the current tenant.', 'Recent activity', 'Last 14 days',
    'System health', 'Health and intake', 'API health', 'Dependencies', 'Live updates', 'API base',
  ],
  '/integrations': [
    'Guide', 'How to use this page',
    'Use this page to connect Comprobante with other systems. Create an API key for authenticated API calls, register webhook endpoints for push events, and use dead letters to recover failed deliveries.',
    'Step 1', 'Create an API key', 'Name the key after the system that will call Comprobante. Copy it once and store it in your backend, secret manager, or automation platform.',
    'curl \\', '-H "Authorization: Bearer comp_live_xxx" \\', '/v1/documents?limit=20&offset=0',
    'Step 2', 'Add a webhook endpoint',
    'Point the endpoint to your backend. If you set a signing secret, verify the x-comprobante-signature header against the raw JSON body before processing the event.',
    '"event": "document.processed",', '"eventId": "evt_123",', '"tenantId": "tenant_123",', '"timestamp": "2026-03-06T18:42:59.642Z",', '"data": {', '"documentId": "doc_123",', '"status": "approved",', '"confidence": 0.98,', '"reviewTaskId": null',
    'Step 3', 'Recover failed deliveries',
    'If your endpoint times out or returns a non-2xx response, Comprobante retries it. After repeated failures, the event lands in dead letters. Fix the receiver, then requeue the event from this page.',
    '-X POST \\', '/v1/webhooks/dead-letters/00000000-0000-0000-0000-000000000000/requeue',
    'Current webhook event types include document.processed, document.review_approved, and document.review_rejected. Use API docs and OpenAPI JSON for the full contract.',
    'API docs', 'OpenAPI JSON', 'Access', 'API keys', 'Delivery', 'Webhook endpoints', 'Recovery',
  ],
  '/profile': ['Profile', 'My profile', 'Manage your login email and view tenant details.'],
  '/tenant': ['Tenant', 'Tenant data', 'Manage tenant legal and contact details.'],
  '/settings/defaults': [
    'Defaults', 'Tenant defaults', 'Configure tenant-wide upload defaults for links and processing behavior.',
    'When disabled, uploads stay ingested after preprocessing until someone starts processing manually.',
  ],
  '/settings/processing': [
    'Processing settings', 'External processing', 'Control app-wide external parsing and approval thresholds. These settings apply to every tenant.',
    'Set the external threshold to 0% to disable external calls.',
  ],
};

const spanish: Record<string, string[]> = {
  '/users': ['Usuarios', 'Usuarios del Estudio de Contabilidad', 'Invita companeros por correo y asigna roles segun tu plan.'],
  '/settings/processing': ['El procesamiento externo de IA puede seguir activo para extraccion si esta configurado.'],
  '/': ['Operaciones de facturas'], '/documents': ['Elige el cliente antes de cargar facturas.'] };

const textOf = async (page: Page) => (await page.evaluate<string>('document.body.textContent')).replace(/\s+/g, ' ');

it.each([['en', english], ['es', spanish]] as const)('every sentence stands in %s', async (language, screens) => {
  const { page, close } = await visit(browser, stack, { language });
  for (const [path, sentences] of Object.entries(screens)) {
    await page.goto(path);
    await settled(page);
    const text = await textOf(page);
    expect(sentences.filter((sentence) => !text.includes(sentence)), path).toEqual([]);
  }
  await close();
});

it('the examples carry the address that the console is served from', async () => {
  const { page, close } = await visit(browser, stack, { language: 'en' });
  await page.goto('/integrations');
  await settled(page);
  expect(await textOf(page)).toContain(`${stack.baseUrl}/v1/documents?limit=20&offset=0`);
  await close();
});

it('a key is shown once and works; health says who is signed out', async () => {
  const { page, close } = await visit(browser, stack, { language: 'en' });
  await page.goto('/integrations');
  await page.getByRole('button', { name: 'Create the key' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('ERP');
  await page.getByRole('dialog').getByRole('button', { name: 'Create the key' }).click();
  await page.getByText('New API key:').waitFor();
  const key = await page.locator('.once code').textContent();
  const answer = await fetch(`${stack.baseUrl}/v1/documents?limit=20&offset=0`, { headers: { authorization: `Bearer ${key}` } });
  expect(answer.status).toBe(200);
  await page.reload();
  await page.getByRole('cell', { name: /^ERP comp_live_/ }).waitFor();
  expect(await textOf(page)).not.toContain(key);
  await page.goto('/access');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByText('signed out', { exact: true }).waitFor();
  await close();
});
