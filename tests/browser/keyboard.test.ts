// Each main screen by keyboard alone: nothing here clicks.
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { anInvoice, argentineInvoicePdf } from '../fixtures/argentine-invoice.ts';
import { joinStack, type JoinedStack } from '../harness/shared-stack.ts';
import { closeWindows, openBrowser, settled, visit, type Visit } from './browser.ts';

// A journey through many screens.
vi.setConfig({ testTimeout: 120_000 });

let stack: JoinedStack;
let browser: Browser;
let current: Visit;
let tasks: string[];

beforeAll(async () => {
  [stack, browser] = await Promise.all([joinStack(), openBrowser()]);
  const ids = await Promise.all([1, 2, 3, 4].map(async (n) => stack.api.uploadOne(stack.client.id, `teclas-${n}.pdf`, await argentineInvoicePdf(anInvoice({ totalError: 100, withQr: false })))));
  tasks = [];
  for (const id of ids) tasks.push((await stack.api.until(id, 'in_review')).reviewTaskId as string);
});
beforeEach(async () => {
  current = await visit(browser, stack);
});
afterEach(async () => {
  expect(current.complaints).toEqual([]);
  await current.close();
});
afterAll(closeWindows);

const name = `(({ ariaLabel, labels, innerText }) => (ariaLabel || labels?.[0]?.innerText || innerText || '').trim())(document.activeElement)`;

/** Tabs on until what has the focus is called so. */
async function tabTo(page: Page, wanted: RegExp): Promise<void> {
  const passed: string[] = [];
  for (let n = 0; n < 120; n++) {
    await page.keyboard.press('Tab');
    const reached = await page.evaluate<string>(name);
    if (wanted.test(reached)) return;
    passed.push(reached);
  }
  throw new Error(`Tab never reaches ${String(wanted)}: ${passed.join(' | ')}`);
}

const statusOf = async (id: string) => (await stack.api.call('getReviewTask', { params: { id } })).status;
const openTasks = async () => (await Promise.all(tasks.map(async (id) => [id, await statusOf(id)] as const))).filter(([, status]) => status === 'open').map(([id]) => id);

it('the palette leads to any screen, and the skip link to its content', async () => {
  const { page } = current;
  await page.goto('/clients');
  await settled(page);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await page.evaluate('document.activeElement.id')).toBe('content');
  await page.keyboard.press('Control+KeyK');
  await page.getByRole('combobox', { name: 'Buscar o ir a' }).waitFor();
  await page.keyboard.type('Operaci');
  await page.getByRole('option', { name: /Operación/ }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname === '/operations');
});

it('in the inbox tasks are chosen and rejected together, taken back, and rejected for good', async () => {
  const { page } = current;
  await page.goto('/review');
  await settled(page);
  await tabTo(page, /^Elegir teclas/);
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowDown');
  await page.getByText('2 elegidos').waitFor();
  const reject = async () => {
    await page.keyboard.press('Shift+Tab');
    while (!/^Rechazar$/.test(await page.evaluate<string>(name))) await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await page.getByLabel('Motivo del rechazo').waitFor();
    await page.keyboard.type('No es de este cliente');
    await page.keyboard.press('Enter');
    await page.getByText('Rechazados 2 documentos.').waitFor();
  };
  await reject();
  await expect.poll(() => page.locator('tbody tr').count()).toBe(2);
  await page.keyboard.press('Alt+KeyZ');
  await expect.poll(() => page.locator('tbody tr').count()).toBe(4);
  expect(await openTasks()).toHaveLength(4);

  await tabTo(page, /^Elegir teclas/);
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowDown');
  await reject();
  // Leaving loses nothing: what waits is sent as the page goes.
  await page.reload();
  await expect.poll(openTasks, { timeout: 20_000 }).toHaveLength(2);
});

it('a review is opened, decided and taken back', async () => {
  const { page } = current;
  await page.goto('/review');
  await settled(page);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname.startsWith('/review/'));
  const [, , taskId = ''] = new URL(page.url()).pathname.split('/');
  await expect.poll(() => page.getByRole('button', { name: 'Aprobar y seguir' }).isEnabled(), { timeout: 20_000 }).toBe(true);
  await page.keyboard.press('Control+Enter');
  await page.waitForURL((url) => !url.pathname.endsWith(taskId));
  await page.keyboard.press('Alt+KeyZ');
  await page.waitForURL((url) => url.pathname.endsWith(taskId));
  expect(await statusOf(taskId)).toBe('open');
});

it('a client is added', async () => {
  const { page } = current;
  await page.goto('/clients');
  await settled(page);
  await tabTo(page, /Agregar cliente/);
  await page.keyboard.press('Enter');
  await tabTo(page, /^Nombre/);
  await page.keyboard.type('Teclas S.A.');
  await page.keyboard.press('Enter');
  await page.getByRole('cell', { name: /Teclas S\.A\./ }).or(page.getByText('Teclas S.A.')).first().waitFor();
  const { items } = await stack.api.call('listClients', { query: { q: 'Teclas' } });
  expect(items.map((client) => client.name)).toEqual(['Teclas S.A.']);
});

it('documents are filtered and one is opened', async () => {
  const { page } = current;
  await page.goto('/documents');
  await settled(page);
  await tabTo(page, /^Buscar$/);
  await page.keyboard.type('teclas-3');
  await page.waitForURL((url) => url.searchParams.get('q') === 'teclas-3');
  await expect.poll(() => page.locator('tbody tr').count()).toBe(1);
  await tabTo(page, /^Ferretería/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Traza del proceso' }).waitFor();
});
