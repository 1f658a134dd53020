import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { anInvoice, argentineInvoicePdf, cuit, truthOf } from '../fixtures/argentine-invoice.ts';
import { eventually } from '../harness/eventually.ts';
import { addPerson } from '../harness/person.ts';
import { startReceiver, type Receiver } from '../harness/receiver.ts';
import { joinStack, type JoinedStack } from '../harness/shared-stack.ts';
import { closeWindows, openBrowser, settled, signIn, visit, type Visit } from './browser.ts';

// A journey through many screens.
vi.setConfig({ testTimeout: 120_000 });

let stack: JoinedStack;
let browser: Browser;
let receiver: Receiver;
let current: Visit;

beforeAll(async () => {
  receiver = await startReceiver();
  [stack, browser] = await Promise.all([joinStack(), openBrowser()]);
  await stack.api.call('createEndpoint', { body: { url: receiver.url } });
});
afterEach(() => current?.close());
afterAll(async () => {
  await closeWindows();
  await receiver?.close();
});

const words = {
  es: {
    chooseFirst: 'Elige el cliente antes de cargar facturas.', client: 'Cliente de estas facturas', files: 'Elegir archivos', review: 'Revisar', total: 'Total', due: 'Vencimiento', corrected: 'corregido',
    approve: 'Aprobar y seguir', amount: '12.200,00', day: '30/04/2026', approved: 'Aprobado', trace: 'Traza del proceso', steps: ['Preparar', 'Extraer', 'Puntuar', 'Revisión humana', 'Asentar'], delivered: 'entregado', inbox: 'Bandeja de revisión',
  },
  en: {
    chooseFirst: 'Choose the client before uploading invoices.', client: 'Client of these invoices', files: 'Choose files', review: 'Review', total: 'Total', due: 'Due date', corrected: 'corrected',
    approve: 'Approve and next', amount: '12,200.00', day: '2026-04-30', approved: 'Approved', trace: 'Pipeline trace', steps: ['Preprocess', 'Extract', 'Score', 'Human review', 'Settle'], delivered: 'delivered', inbox: 'Review inbox',
  },
};

it('an empty studio is offered samples, which come and go with one click', async () => {
  current = await visit(browser, stack, { as: null });
  const { page, complaints } = current;
  await signIn(page, stack.administrator);
  await page.getByRole('button', { name: 'Cargar ejemplos' }).click();
  await page.getByRole('link', { name: 'ejemplo-1-con-qr.pdf' }).or(page.getByRole('link', { name: 'Distribuidora Muestra S.R.L.' })).first().waitFor();
  await page.getByRole('button', { name: 'Quitar los ejemplos' }).click();
  await page.getByRole('button', { name: 'Cargar ejemplos' }).waitFor();
  expect((await stack.api.call('listDocuments')).total).toBe(0);
  expect(complaints).toEqual([]);
});

it('an endpoint is tested, and its answer seen as it comes', async () => {
  current = await visit(browser, stack);
  const { page, complaints } = current;
  await page.goto('/integrations');
  await page.getByRole('button', { name: `Probar ${receiver.url}` }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Enviar el evento de prueba' }).click();
  await dialog.getByText('entregado', { exact: true }).waitFor();
  await dialog.getByText(/HTTP 2\d\d/).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: `Renovar el secreto ${receiver.url}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Renovar el secreto' }).click();
  await page.getByText('Secreto de firma nuevo:').waitFor();
  expect(complaints).toEqual([]);
});

describe.each(['es', 'en'] as const)('in %s', (language) => {
  const t = words[language];

  it('an invoice goes from upload through review to its trace', async () => {
    current = await visit(browser, stack, { language });
    const { page, complaints } = current;
    // An issuer of its own: what is remembered of an earlier correction would settle this one.
    const invoice = anInvoice({ totalError: 100, withQr: false, issuerTaxId: cuit(language === 'es' ? '3071111111' : '3072222222') });
    const fileName = `factura-${language}.pdf`;

    await page.goto('/documents');
    await expect.poll(() => page.getByText(t.chooseFirst).isVisible()).toBe(true);
    expect(await page.getByRole('button', { name: t.files }).isDisabled()).toBe(true);
    await page.getByLabel(t.client).fill('prueba');
    await page.getByRole('option', { name: /Cliente de prueba/ }).click();
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: t.files }).click()]);
    await chooser.setFiles({ name: fileName, mimeType: 'application/pdf', buffer: Buffer.from(await argentineInvoicePdf(invoice)) });

    const row = page.getByRole('row', { name: new RegExp(fileName) });
    await row.getByRole('link', { name: t.review }).click({ timeout: 60_000 });
    await page.getByRole('heading', { name: fileName }).waitFor();
    const total = page.getByLabel(t.total, { exact: true });
    await total.fill(t.amount);
    await page.getByLabel(t.due, { exact: true }).fill(t.day);
    await page.keyboard.press('Tab');
    await page.getByText(t.corrected).first().waitFor();
    await page.getByRole('button', { name: t.approve }).click();
    await page.getByRole('heading', { name: t.inbox }).waitFor();

    const { items } = await stack.api.call('listDocuments', { query: { q: fileName } });
    const id = items[0]?.id as string;
    await eventually('the event is delivered', async () => receiver.hits.filter(({ body }) => body.includes(id)), (hits) => hits.length === 2);
    await page.goto(`/documents/${id}`);
    await page.getByRole('heading', { name: t.trace }).waitFor();
    for (const step of t.steps) await page.getByText(step, { exact: true }).waitFor();
    await expect.poll(() => page.getByText(t.delivered, { exact: true }).count()).toBe(2);
    await page.getByText(t.approved, { exact: true }).waitFor();

    const document = await stack.api.call('getDocument', { params: { id } });
    expect(document.fields.totalAmount).toMatchObject({ value: '12200.00', source: 'human' });
    expect(document.fields.dueDate).toMatchObject({ value: '2026-04-30', source: 'human' });
    expect(document.fields.issuerTaxId?.value).toBe(truthOf(invoice).issuerTaxId);
    expect(complaints).toEqual([]);
  });
});

it('a file that is no invoice says so, with its remedy', async () => {
  current = await visit(browser, stack);
  const { page, complaints } = current;
  const id = await stack.api.uploadOne(stack.client.id, 'dañado.pdf', Buffer.from('%PDF-1.7 nothing else'));
  await stack.api.until(id, 'failed');
  await page.goto(`/documents/${id}`);
  await page.getByText('No se pudo leer').waitFor();
  await page.getByText('Pide el archivo otra vez al cliente y cárgalo de nuevo.').first().waitFor();
  expect(complaints).toEqual([]);
});

it('a waiting document is started, and an unwanted one erased', async () => {
  current = await visit(browser, stack);
  const { page, complaints } = current;
  const id = await stack.api.uploadOne(stack.client.id, 'manual.pdf', await argentineInvoicePdf(anInvoice()), { autoProcess: false });
  await stack.api.until(id, 'ingested');
  await page.goto(`/documents/${id}`);
  await page.getByRole('button', { name: 'Iniciar' }).click();
  await stack.api.until(id, 'approved', 'in_review');
  await page.getByRole('button', { name: 'Borrar' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Borrar' }).click();
  await page.waitForURL((url) => url.pathname === '/documents');
  expect((await stack.api.ask('getDocument', { params: { id } })).status).toBe(404);
  expect(complaints).toEqual([]);
});

it('many documents are chosen and acted upon at once', async () => {
  current = await visit(browser, stack);
  const { page, complaints } = current;
  const names = ['lote-1.pdf', 'lote-2.pdf'];
  const ids = await Promise.all(names.map(async (name) => stack.api.uploadOne(stack.client.id, name, await argentineInvoicePdf(anInvoice()), { autoProcess: false })));
  for (const id of ids) await stack.api.until(id, 'ingested');
  await page.goto('/documents?q=lote-');
  for (const name of names) await page.getByLabel(`Elegir ${name}`).check();
  await page.getByText('2 elegidos').waitFor();
  await page.getByRole('button', { name: 'Iniciar' }).click();
  await page.getByText('Hecho con 2 documentos.').waitFor();
  for (const id of ids) await stack.api.until(id, 'approved', 'in_review');
  await page.getByLabel('Elegir todos los de esta página').check();
  await page.getByRole('button', { name: 'Borrar' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Borrar' }).click();
  await page.getByText('Ningún documento coincide').waitFor();
  for (const id of ids) expect((await stack.api.ask('getDocument', { params: { id } })).status).toBe(404);
  expect(complaints).toEqual([]);
});

it('the palette finds screens, documents and clients by keyboard', async () => {
  current = await visit(browser, stack);
  const { page, complaints } = current;
  const id = await stack.api.uploadOne(stack.client.id, 'buscada.pdf', await argentineInvoicePdf(anInvoice()));
  await stack.api.until(id, 'approved', 'in_review');
  await page.goto('/');
  await settled(page);
  await page.keyboard.press('Control+KeyK');
  await page.getByRole('combobox', { name: 'Buscar o ir a' }).fill('buscada');
  await page.getByRole('option', { name: /buscada/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname === `/documents/${id}`);
  await page.keyboard.press('Control+KeyK');
  await page.getByRole('combobox', { name: 'Buscar o ir a' }).fill('clien');
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname === '/clients');
  expect(complaints).toEqual([]);
});

it('a session that ended leads back to where it was', async () => {
  current = await visit(browser, stack);
  const { page, context } = current;
  await page.goto('/documents?status=approved');
  await page.getByRole('link', { name: 'Clientes' }).waitFor();
  await context.clearCookies();
  // The page may notice by itself first, when what it shows is renewed.
  await page.getByRole('link', { name: 'Clientes' }).dispatchEvent('click', undefined, { timeout: 2000 }).catch(() => undefined);
  await page.getByText('La sesión terminó.').waitFor();
  await page.getByLabel('Correo electrónico').fill(stack.administrator.email);
  await page.getByLabel('Contraseña', { exact: true }).fill(stack.administrator.password);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname === '/clients' || url.pathname === '/documents');
});

it('somebody who may only look is offered nothing else', async () => {
  const password = 'una-clave-larga-de-prueba';
  await addPerson(stack, { email: 'consulta@example.com', name: 'Consulta', role: 'viewer', password });
  current = await visit(browser, stack, { as: { email: 'consulta@example.com', password } });
  const { page, complaints } = current;
  await page.goto('/documents');
  await page.getByRole('table').waitFor();
  expect(await page.getByText('Elegir archivos').count()).toBe(0);
  expect(await page.getByRole('link', { name: 'Integraciones' }).count()).toBe(0);
  await page.goto('/integrations');
  await page.getByText('Tu rol no permite ver esto').waitFor();
  expect(complaints).toEqual([]);
});

it('a folder is taken whole, paused, gone on with, and what is left can be cancelled', async () => {
  current = await visit(browser, stack);
  const { page, complaints } = current;
  const folder = await mkdtemp(join(tmpdir(), 'comprobante-folder-'));
  for (let n = 0; n < 12; n++) await writeFile(join(folder, `carpeta-${n}.pdf`), await argentineInvoicePdf(anInvoice()));
  await writeFile(join(folder, 'notas.txt'), 'no es una factura');
  await page.goto('/documents');
  await page.getByLabel('Cliente de estas facturas').fill('prueba');
  await page.getByRole('option', { name: /Cliente de prueba/ }).click();
  // Until it is gone on with, nothing is sent.
  const sent: string[] = [];
  await page.route('**/v1/documents', async (route) => {
    if (route.request().method() === 'POST') sent.push(route.request().url());
    await sleep(200);
    await route.continue();
  });
  await page.getByLabel('Elegir carpeta').setInputFiles(folder);
  await page.getByRole('button', { name: 'Pausar' }).click();
  await page.getByRole('button', { name: 'Continuar' }).waitFor();
  await sleep(800);
  const paused = sent.length;
  expect(paused).toBeLessThan(12);
  await sleep(600);
  expect(sent.length).toBe(paused);
  await page.getByRole('button', { name: 'Continuar' }).click();
  await expect.poll(() => sent.length).toBeGreaterThan(paused);
  await page.getByRole('button', { name: 'Cancelar lo que falta' }).click();
  await page.getByText('cancelado').first().waitFor();
  await page.unrouteAll({ behavior: 'wait' });
  expect((await stack.api.call('listDocuments', { query: { q: 'carpeta-' } })).total).toBeLessThan(12);
  await rm(folder, { recursive: true });
  expect(complaints).toEqual([]);
});
