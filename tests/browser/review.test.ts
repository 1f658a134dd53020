import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { FieldName } from '../../contract/extraction.ts';
import { anInvoice, argentineInvoicePdf, cuit, type ArgentineInvoice } from '../fixtures/argentine-invoice.ts';
import { addPerson } from '../harness/person.ts';
import { joinStack, type JoinedStack } from '../harness/shared-stack.ts';
import { closeWindows, focused, openBrowser, visit, type Visit } from './browser.ts';

// A journey through many screens.
vi.setConfig({ testTimeout: 120_000 });

let stack: JoinedStack;
let browser: Browser;
let current: Visit;
const reviewer = { email: 'revisora@example.com', password: 'una-clave-larga-de-prueba' };

beforeAll(async () => {
  [stack, browser] = await Promise.all([joinStack(), openBrowser()]);
  await addPerson(stack, { ...reviewer, name: 'Otra revisora' });
});
beforeEach(async () => {
  current = await visit(browser, stack);
});
afterEach(() => current.close());
afterAll(closeWindows);

/** An invoice whose sums fail and that has no code to settle them. */
async function doubtful(overrides: Partial<ArgentineInvoice> = {}): Promise<{ id: string; taskId: string }> {
  const id = await stack.api.uploadOne(stack.client.id, `dudosa-${Math.random().toString(36).slice(2, 8)}.pdf`, await argentineInvoicePdf(anInvoice({ totalError: 100, withQr: false, ...overrides })));
  const { reviewTaskId } = await stack.api.until(id, 'in_review');
  return { id, taskId: reviewTaskId as string };
}

const approve = (page: Page) => page.getByRole('button', { name: 'Aprobar y seguir' });

async function openTask(page: Page, taskId: string): Promise<void> {
  await page.goto(`/review/${taskId}`);
  await expect.poll(() => approve(page).isEnabled(), { timeout: 10_000 }).toBe(true);
  await page.locator('.sheet img').waitFor();
}

const total = (page: Page) => page.getByLabel('Total', { exact: true });

/** Where a word of the first page lies on the screen, once it is scrolled into view. */
async function placeOf(page: Page, documentId: string, text: string): Promise<{ left: number; top: number; right: number; bottom: number }> {
  const { pages } = await stack.api.call('getWords', { params: { id: documentId } });
  const word = pages[0]?.words.find((one) => one.text === text);
  if (!pages[0] || !word) throw new Error(`${text} is not on the page`);
  const sheet = page.locator('.sheet');
  await page.evaluate(`document.querySelector('.scroller').scrollTop = ${word.box.y / pages[0].height} * document.querySelector('.sheet').clientHeight - 200`);
  const area = await sheet.boundingBox();
  if (!area) throw new Error('no page is shown');
  const scale = area.width / pages[0].width;
  const { x, y, width, height } = word.box;
  return { left: area.x + x * scale, top: area.y + y * scale, right: area.x + (x + width) * scale, bottom: area.y + (y + height) * scale };
}

it('a field and its place on the page are tied both ways', async () => {
  const { id, taskId } = await doubtful();
  const { page, complaints } = current;
  await openTask(page, taskId);
  await page.getByLabel('Fecha de emisión').focus();
  await expect.poll(() => page.locator('[data-field="issueDate"]').getAttribute('class')).toContain('active');
  const { fields } = await stack.api.call('getDocument', { params: { id } });
  const place = await placeOf(page, id, fields.cae?.value as string);
  await page.mouse.click((place.left + place.right) / 2, (place.top + place.bottom) / 2);
  await expect.poll(() => focused(page)).toBe('field-cae');
  expect(complaints).toEqual([]);
});

it('a click, a dragged box and the keyboard each capture from the page', async () => {
  const { id, taskId } = await doubtful();
  const { page, complaints } = current;
  await openTask(page, taskId);
  const before = await total(page).inputValue();

  await total(page).fill('');
  const again = await placeOf(page, id, '10.000,00');
  await page.mouse.move(again.left - 4, again.top - 4);
  await page.mouse.down();
  await page.mouse.move(again.right + 4, again.bottom + 4, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => total(page).inputValue()).toBe('10.000,00');

  await page.getByLabel('Emisor', { exact: true }).fill('');
  const town = await placeOf(page, id, 'Rosario,');
  await page.mouse.click((town.left + town.right) / 2, (town.top + town.bottom) / 2);
  await expect.poll(() => page.getByLabel('Emisor', { exact: true }).inputValue()).toBe('Rosario,');
  const province = await placeOf(page, id, 'Santa');
  await page.keyboard.down('Shift');
  await page.mouse.click((province.left + province.right) / 2, (province.top + province.bottom) / 2);
  await page.keyboard.up('Shift');
  await expect.poll(() => page.getByLabel('Emisor', { exact: true }).inputValue()).toBe('Rosario, Santa');

  await total(page).fill('');
  await total(page).pressSequentially('12200');
  await page.getByText(/coincidencia/).waitFor();
  await page.keyboard.press('Control+Space');
  expect(await total(page).inputValue()).toBe('12.200,00');
  await page.keyboard.press('Escape');
  expect(await total(page).inputValue()).toBe(before);
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
  await expect.poll(() => page.getByText('Cantidad por precio da 100,50').count()).toBe(0);
  await page.keyboard.press('Control+Enter');
  const document = await stack.api.until(id, 'approved');
  expect(document.lineItems.at(-1)).toMatchObject({ description: 'Arandelas', quantity: '2', unitPrice: '50.25', amount: '100.50' });
  expect(complaints).toEqual([]);
});

it('a draft survives a reload, and can be dropped', async () => {
  const { taskId } = await doubtful();
  const { page, complaints } = current;
  await openTask(page, taskId);
  const before = await total(page).inputValue();
  await total(page).fill('999,99');
  await page.reload();
  await page.getByText(/Recuperamos tu borrador/).waitFor();
  expect(await total(page).inputValue()).toBe('999,99');
  await page.getByRole('button', { name: 'Descartar el borrador' }).click();
  await expect.poll(() => total(page).inputValue()).toBe(before);
  expect(complaints).toEqual([]);
});

it('who holds a task is said to others, who may only look', async () => {
  const { taskId } = await doubtful();
  await openTask(current.page, taskId);
  const other = await visit(browser, stack, { as: reviewer });
  await other.page.goto(`/review/${taskId}`);
  await other.page.getByText(/tiene esta tarea hasta/).waitFor();
  expect(await approve(other.page).isDisabled()).toBe(true);
  expect(await total(other.page).isEditable()).toBe(false);
  // Released, it is the other's, whose screen hears of it.
  await current.page.getByRole('button', { name: 'Soltarla' }).click();
  await current.page.getByText(/la puede tomar cualquiera/).waitFor();
  await current.page.waitForURL((url) => url.pathname === '/review');
  await expect.poll(() => approve(other.page).isEnabled()).toBe(true);
  await other.close();
});

it('a value says where it is from: the code on the page, or what was corrected before', async () => {
  const issuer = { issuerName: 'Distribuidora Kilómetro Cero S.R.L.', issuerTaxId: cuit('3071555333') };
  const first = await doubtful(issuer);
  await stack.api.call('approveReviewTask', { params: { id: first.taskId }, body: { corrections: { fields: { issuerName: 'Kilómetro Cero (Rosario)', totalAmount: '12100.00' } } } });
  await stack.api.until(first.id, 'approved');
  const { taskId } = await doubtful({ ...issuer, withQr: true });
  const { page } = current;
  await openTask(page, taskId);
  const from = (field: FieldName) => page.locator('.row').filter({ has: page.locator(`#field-${field}`) }).locator('span.mark');
  await expect.poll(() => from('issuerName').getAttribute('title')).toBe('De comprobantes anteriores de este emisor');
  expect(await from('cae').getAttribute('title')).toBe('Del código QR fiscal');
  expect(await from('recipientName').getAttribute('title')).toBe('Del texto del archivo');
});

it('a task that was decided elsewhere shows both versions, and the draft is not lost', async () => {
  const { taskId } = await doubtful();
  const { page } = current;
  await openTask(page, taskId);
  const before = await total(page).inputValue();
  await total(page).fill('1,00');
  // The same person in another window: the lease lets them in, and the first decision wins.
  const elsewhere = await visit(browser, stack);
  await openTask(elsewhere.page, taskId);
  await elsewhere.page.keyboard.press('Control+Enter');
  await elsewhere.page.waitForURL((url) => !url.pathname.includes(taskId));
  // Closed, the note with the way back lets the decision go at once; this screen hears of it without asking.
  await elsewhere.page.getByRole('button', { name: 'Cerrar' }).first().click();
  await page.getByRole('heading', { name: 'Otra persona decidió antes' }).waitFor();
  const versions = page.getByRole('alert').getByRole('row', { name: 'Total' });
  await expect.poll(() => versions.getByRole('cell').allTextContents()).toEqual([before, '1,00']);
  await elsewhere.close();
});

it('a rejection needs a reason and keeps it', async () => {
  const { taskId } = await doubtful();
  const { page, complaints } = current;
  await openTask(page, taskId);
  await page.keyboard.press('Alt+KeyR');
  await page.getByLabel('Motivo del rechazo').fill('No corresponde a este período');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await stack.api.call('getReviewTask', { params: { id: taskId } })).decision?.reason, { timeout: 20_000 }).toBe('No corresponde a este período');
  expect(complaints).toEqual([]);
});

it('a task that was decided while the queue was being asked for does not come again', async () => {
  const { page, complaints } = current;
  const [decided, passed, next] = [await doubtful(), await doubtful(), await doubtful()].map(({ taskId }) => taskId) as [string, string, string];
  let answers = Promise.resolve<unknown>(undefined);
  await page.route('**/v1/review-tasks?*', async (route) => {
    const response = await route.fetch();
    const { items, ...rest } = await response.json() as { items: { id: string }[] };
    await answers;
    await route.fulfill({ response, json: { ...rest, items: [decided, passed, next].flatMap((id) => items.filter((item) => item.id === id)) } });
  });
  await openTask(page, decided);
  const sent = page.waitForResponse((response) => response.url().endsWith(`${decided}/approve`));
  await approve(page).click();
  await page.waitForURL(`**/review/${passed}`);
  await expect.poll(() => approve(page).isEnabled()).toBe(true);
  answers = sent;
  await page.keyboard.press('Alt+n');
  await page.waitForURL((url) => !url.pathname.endsWith(passed), { timeout: 20_000 });
  expect(new URL(page.url()).pathname).toBe(`/review/${next}`);
  expect(complaints).toEqual([]);
});

it('twenty invoices are reviewed by keyboard alone', async () => {
  const count = 20;
  await Promise.all(Array.from({ length: count }, () => doubtful()));
  const decided = async () => (await stack.api.call('listReviewTasks', { query: { status: ['approved'], limit: 1 } })).total;
  const before = await decided();
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
  for (let n = 0; n < count; n++) {
    await expect.poll(() => approve(page).isEnabled(), { timeout: 10_000, interval: 20 }).toBe(true);
    const path = new URL(page.url()).pathname;
    // Every doubtful field is looked at; the last Enter lands on the button that approves.
    for (let name = await focused(page); name !== 'approve'; name = await focused(page)) {
      // Every second invoice is corrected from the page: a typed beginning finds the value, a key captures it.
      const beginning = n % 2 === 1 ? ({ 'field-issueDate': '06', 'field-totalAmount': '122' }[name] ?? '') : '';
      for (const key of beginning) await press(key);
      if (beginning !== '') await press('Control+Space');
      await press('Enter');
    }
    await press('Enter');
    await page.waitForURL((url) => url.pathname !== path);
  }
  const seconds = (Date.now() - began) / 1000;
  process.stdout.write(`reviews by keyboard: ${count}, keys per document: ${(keys / count).toFixed(1)}, seconds per document: ${(seconds / count).toFixed(2)}\n`);
  // The last ones still can be taken back for a moment.
  await expect.poll(decided, { timeout: 20_000 }).toBe(before + count);
  expect(seconds / count).toBeLessThan(10);
  expect(complaints).toEqual([]);
});

it('the page is enlarged, turned and put back, its words are there as text, and ? tells the keys', async () => {
  const { taskId } = await doubtful();
  const { page, complaints } = current;
  await openTask(page, taskId);
  const sheet = page.locator('.sheet img');
  const size = async () => (await sheet.boundingBox())!;
  const before = await size();
  await page.getByRole('button', { name: 'Acercar' }).click();
  await expect.poll(async () => (await size()).width).toBeGreaterThan(before.width * 1.1);
  await page.getByRole('button', { name: 'Girar' }).click();
  await expect.poll(async () => (await size()).width > (await size()).height).toBe(true);
  for (let n = 0; n < 3; n++) await page.getByRole('button', { name: 'Girar' }).click();
  await page.getByRole('button', { name: 'Ajustar al ancho' }).click();
  await expect.poll(async () => Math.round((await size()).width)).toBe(Math.round(before.width));
  await page.getByRole('button', { name: 'Texto', exact: true }).click();
  await page.getByText('Responsable Inscripto').first().waitFor();
  await page.getByRole('button', { name: 'Datos', exact: true }).click();
  await page.getByRole('button', { name: 'Atajos (?)' }).focus();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Atajos de teclado' }).waitFor();
  await page.keyboard.press('Escape');
  expect(complaints).toEqual([]);
});

it('a duplicate stands beside its original, and a task is given to somebody', async () => {
  const sure = anInvoice();
  const original = await stack.api.uploadOne(stack.client.id, 'original.pdf', await argentineInvoicePdf(sure));
  await stack.api.until(original, 'approved');
  const again = await stack.api.uploadOne(stack.client.id, 'otra-vez.pdf', await argentineInvoicePdf({ ...sure, copies: 2 }));
  const { reviewTaskId } = await stack.api.until(again, 'in_review');
  const { page, complaints } = current;
  await openTask(page, reviewTaskId as string);
  await page.getByRole('button', { name: 'Posible duplicado' }).click();
  await expect.poll(() => page.locator('.compare .sheet img').count()).toBe(2);
  await expect.poll(() => page.locator('.compare').getByText('igual').count()).toBe(5);
  await page.locator('.compare').getByRole('button', { name: 'Cerrar' }).click();
  const assign = page.getByLabel('Asignar a');
  await assign.focus();
  await expect.poll(() => assign.locator('option').allTextContents()).toContain('Otra revisora');
  await assign.selectOption({ label: 'Otra revisora' });
  await page.getByText('Asignada a Otra revisora.').waitFor();
  expect((await stack.api.call('getReviewTask', { params: { id: reviewTaskId as string } })).assignedTo?.name).toBe('Otra revisora');
  expect(complaints).toEqual([]);
});

it('a draft survives a dropped connection', async () => {
  const { taskId } = await doubtful();
  const { page, context } = current;
  await openTask(page, taskId);
  await context.setOffline(true);
  await total(page).fill('777,77');
  await page.keyboard.press('Tab');
  await context.setOffline(false);
  await page.reload();
  await page.getByText(/Recuperamos tu borrador/).waitFor();
  await expect.poll(() => approve(page).isEnabled(), { timeout: 20_000 }).toBe(true);
  expect(await total(page).inputValue()).toBe('777,77');
});
