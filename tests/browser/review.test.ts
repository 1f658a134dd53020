import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { anInvoice, argentineInvoicePdf, type ArgentineInvoice } from '../fixtures/argentine-invoice.ts';
import { startStack, type Stack } from '../harness/start-stack.ts';
import { focused, openBrowser, visit, type Visit } from './browser.ts';

let stack: Stack;
let browser: Browser;
let current: Visit;
const reviewer = { email: 'revisora@example.com', password: 'una-clave-larga-de-prueba' };

beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack(), openBrowser()]);
  await stack.admin('create-user', '--email', reviewer.email, '--name', 'Otra revisora', '--role', 'reviewer', '--password', reviewer.password, '--tenant', stack.administrator.tenantId);
});
beforeEach(async () => {
  current = await visit(browser, stack);
});
afterEach(() => current.context.close());
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

/** An invoice whose sums fail and that has no code to settle them. */
async function doubtful(overrides: Partial<ArgentineInvoice> = {}): Promise<{ id: string; taskId: string }> {
  const id = await stack.api.uploadOne(stack.client.id, `dudosa-${Math.random().toString(36).slice(2, 8)}.pdf`, await argentineInvoicePdf(anInvoice({ totalError: 100, withQr: false, ...overrides })));
  const { reviewTaskId } = await stack.api.until(id, 'in_review');
  return { id, taskId: reviewTaskId as string };
}

async function openTask(page: Page, taskId: string): Promise<void> {
  await page.goto(`/review/${taskId}`);
  await page.getByText('La tienes tú').waitFor();
  await page.locator('.sheet img').waitFor();
}

const box = (page: Page, name: string) => page.locator(`[data-field="${name}"] rect`);
const total = (page: Page) => page.getByLabel('Total', { exact: true });

it('a field and its place on the page are tied both ways', async () => {
  const { taskId } = await doubtful();
  const { page, complaints } = current;
  await openTask(page, taskId);
  await page.getByLabel('Fecha de emisión').focus();
  expect(await page.locator('[data-field="issueDate"]').getAttribute('class')).toContain('active');
  await page.getByLabel('Fecha de emisión').blur();
  await page.keyboard.press('Alt+Digit0');
  await box(page, 'issuerTaxId').click({ force: true });
  await expect.poll(() => focused(page)).toBe('field-issueDate');
  expect(complaints).toEqual([]);
});

it('a click, a dragged box and the keyboard each capture from the page', async () => {
  const { taskId } = await doubtful();
  const { page, complaints } = current;
  await openTask(page, taskId);
  const net = await box(page, 'netAmount').boundingBox();
  if (!net) throw new Error('the net amount has no box on the page');

  await total(page).fill('');
  await page.mouse.click(net.x + net.width / 2, net.y + net.height / 2);
  expect(await total(page).inputValue()).toBe('10.000,00');

  await total(page).fill('');
  await page.mouse.move(net.x - 4, net.y - 4);
  await page.mouse.down();
  await page.mouse.move(net.x + net.width + 4, net.y + net.height + 4, { steps: 4 });
  await page.mouse.up();
  expect(await total(page).inputValue()).toBe('10.000,00');

  await total(page).fill('');
  await total(page).pressSequentially('1210');
  await page.getByText(/coincidencia/).waitFor();
  await page.keyboard.press('Control+Space');
  expect(await total(page).inputValue()).toBe('12.100,00');
  await page.keyboard.press('Escape');
  expect(await total(page).inputValue()).toBe('12.200,00');
  expect(complaints).toEqual([]);
});

it('what is no amount is refused where it stands, and keeps the task from being approved', async () => {
  const { taskId } = await doubtful();
  const { page } = current;
  await openTask(page, taskId);
  await total(page).fill('mucho');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Corrige 1 campo antes de aprobar.').waitFor();
  await page.getByText('No es un importe. Ejemplo: 12.750,00').waitFor();
  expect(await focused(page)).toBe('field-totalAmount');
});

it('line items are edited as a grid, with running totals', async () => {
  const { id, taskId } = await doubtful();
  const { page, complaints } = current;
  await openTask(page, taskId);
  await page.getByRole('button', { name: 'Agregar renglón' }).click();
  const row = await page.getByLabel(/Descripción, renglón/).count();
  await page.getByLabel(`Descripción, renglón ${row}`).fill('Arandelas');
  await page.getByLabel(`Cantidad, renglón ${row}`).fill('2');
  await page.getByLabel(`Precio, renglón ${row}`).fill('50,25');
  await page.getByLabel(`Importe, renglón ${row}`).fill('100,00');
  await page.getByText('Cantidad por precio da 100,50').waitFor();
  await page.getByLabel(`Importe, renglón ${row}`).fill('100,50');
  await expect.poll(() => page.getByText('Cantidad por precio da').count()).toBe(0);
  await page.keyboard.press('Control+Enter');
  const document = await stack.api.until(id, 'approved');
  expect(document.lineItems.at(-1)).toMatchObject({ description: 'Arandelas', quantity: '2', unitPrice: '50.25', amount: '100.50' });
  expect(complaints).toEqual([]);
});

it('a draft survives a reload, and can be dropped', async () => {
  const { taskId } = await doubtful();
  const { page, complaints } = current;
  await openTask(page, taskId);
  await total(page).fill('999,99');
  await page.reload();
  await page.getByText(/Recuperamos tu borrador/).waitFor();
  expect(await total(page).inputValue()).toBe('999,99');
  await page.getByRole('button', { name: 'Descartar el borrador' }).click();
  await expect.poll(() => total(page).inputValue()).toBe('12.200,00');
  expect(complaints).toEqual([]);
});

it('who holds a task is said, and a task that another decided shows both versions', async () => {
  const { taskId } = await doubtful();
  const { page } = current;
  await openTask(page, taskId);
  await total(page).fill('1,00');

  const other = await visit(browser, stack, { as: reviewer });
  await other.page.goto(`/review/${taskId}`);
  await other.page.getByText(/tiene esta tarea hasta/).waitFor();
  expect(await other.page.getByRole('button', { name: 'Aprobar y seguir' }).isDisabled()).toBe(true);
  await other.context.close();

  await stack.api.call('approveReviewTask', { params: { id: taskId }, body: {} }).catch(() => undefined);
  const task = await stack.api.call('getReviewTask', { params: { id: taskId } });
  if (task.status === 'open') {
    // The lease keeps others out: the holder lets go in another window, where it is decided first.
    const second = await visit(browser, stack);
    await openTask(second.page, taskId);
    await second.page.keyboard.press('Control+Enter');
    await stack.api.until(task.documentId, 'approved');
    await second.context.close();
  }
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: 'Otra persona decidió antes' }).waitFor();
  await page.getByRole('cell', { name: '1,00', exact: true }).waitFor();
  await page.getByRole('cell', { name: '12.200,00' }).waitFor();
});

it('a rejection needs a reason and keeps it', async () => {
  const { taskId } = await doubtful();
  const { page, complaints } = current;
  await openTask(page, taskId);
  await page.keyboard.press('Alt+KeyR');
  await page.getByLabel('Motivo del rechazo').fill('No corresponde a este período');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await stack.api.call('getReviewTask', { params: { id: taskId } })).decision?.reason).toBe('No corresponde a este período');
  expect(complaints).toEqual([]);
});

it('twenty invoices are reviewed by keyboard alone', async () => {
  const documents: string[] = [];
  for (let n = 0; n < 20; n++) documents.push((await doubtful()).id);
  const { page, complaints } = current;
  let keys = 0;
  const press = async (key: string) => {
    keys += 1;
    await page.keyboard.press(key);
  };
  await page.goto('/review');
  await page.getByRole('button', { name: 'Abiertas' }).waitFor();
  await page.getByRole('table').waitFor();
  await page.evaluate('document.activeElement?.blur()');
  const began = Date.now();
  await press('Enter');
  for (let n = 0; n < documents.length; n++) {
    await page.getByText('La tienes tú').waitFor();
    const path = new URL(page.url()).pathname;
    // Every doubtful field is looked at; the last Enter lands on the button that approves.
    while ((await focused(page)) !== 'approve') await press('Enter');
    await press('Enter');
    await page.waitForURL((url) => url.pathname !== path);
  }
  const seconds = (Date.now() - began) / 1000;
  console.log(`reviews by keyboard: ${documents.length}, keys per document: ${(keys / documents.length).toFixed(1)}, seconds per document: ${(seconds / documents.length).toFixed(2)}`);
  const open = await stack.api.call('listReviewTasks', { query: { limit: 100 } });
  expect(open.items.filter(({ documentId }) => documents.includes(documentId))).toEqual([]);
  expect(seconds / documents.length).toBeLessThan(10);
  expect(complaints).toEqual([]);
});
