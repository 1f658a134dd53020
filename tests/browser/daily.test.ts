// What happens by itself and beside the reviewing: live updates, notifications, upload links and their public page, operations.
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { anInvoice, argentineInvoicePdf, cuit } from '../fixtures/argentine-invoice.ts';
import { eventually } from '../harness/eventually.ts';
import { joinStack, type JoinedStack } from '../harness/shared-stack.ts';
import { closeWindows, openBrowser, overflow, settled, visit, type Visit } from './browser.ts';

// A journey through many screens.
vi.setConfig({ testTimeout: 120_000 });

let stack: JoinedStack;
let browser: Browser;
let current: Visit;
let sender: Visit | undefined;

beforeAll(async () => {
  [stack, browser] = await Promise.all([joinStack(), openBrowser()]);
});
afterEach(async () => {
  await Promise.all([current?.close(), sender?.close()]);
});
afterAll(closeWindows);

const words = {
  es: {
    live: 'Actualizaciones: en vivo', notifications: 'Notificaciones', waits: /espera revisión/, read: 'Marcar como leído', readAll: 'Marcar todo como leído', trace: 'Traza del proceso', failures: 'Fallas y rechazos', none: 'Ninguna notificación coincide',
    add: 'Crear enlace', client: 'Cliente', name: 'Nombre', limit: 'Límite de archivos', some: 'hasta una cantidad', count: 'Cantidad', create: 'Crear el enlace', forClient: 'Envía las facturas de Cliente de prueba', left: 'Quedan 3 archivos.', files: 'Elegir archivos',
    finished: '1 archivo no se pudo enviar', kind: 'No es un PDF, una imagen ni un XML', errors: 'Errores de carga de clientes', revoke: 'Revocar', withdrawn: 'Este enlace fue dado de baja', other: 'English', otherFor: 'Send the invoices of Cliente de prueba',
    charts: ['Volumen', 'Carga de revisión', 'Mezcla de lectores', 'Ruta por confianza'], table: 'Ver como tabla: Volumen', uploaded: 'Aprobados', month: '30 días', retry: 'Reintentar todos', begins: /vuelven? a empezar/,
  },
  en: {
    live: 'Live updates: live', notifications: 'Notifications', waits: /waits for review/, read: 'Mark as read', readAll: 'Mark all as read', trace: 'Pipeline trace', failures: 'Failures', none: 'No notification matches',
    add: 'Create a link', client: 'Client', name: 'Name', limit: 'File limit', some: 'up to a number', count: 'Number', create: 'Create the link', forClient: 'Send the invoices of Cliente de prueba', left: '3 files left.', files: 'Choose files',
    finished: '1 file could not be sent', kind: 'It is not a PDF, an image', errors: 'Client upload errors', revoke: 'Revoke', withdrawn: 'This link has been withdrawn', other: 'Español', otherFor: 'Envía las facturas de Cliente de prueba',
    charts: ['Throughput', 'Review load', 'Processor mix', 'Confidence routing'], table: 'View as a table: Throughput', uploaded: 'Approved', month: '30 days', retry: 'Retry all', begins: /begins? anew/,
  },
};

const doubtful = (seed: string) => argentineInvoicePdf(anInvoice({ totalError: 100, withQr: false, issuerTaxId: cuit(seed) }));
const unread = (page: Page) => page.locator('nav .count').first();

describe.each(['es', 'en'] as const)('in %s', (language) => {
  const t = words[language];

  it('what happens shows by itself: the inbox, the count and the notifications', async () => {
    current = await visit(browser, stack, { language });
    const { page, complaints } = current;
    await page.goto('/review');
    await page.getByText(t.live).waitFor();
    const rows = page.locator('tbody tr');
    await settled(page);
    const before = await rows.count();
    const asked: string[] = [];
    page.on('request', (request) => request.url().includes('/v1/') && asked.push(request.url()));
    const id = await stack.api.uploadOne(stack.client.id, `sola-${language}.pdf`, await doubtful(language === 'es' ? '3073333333' : '3074444444'));
    await stack.api.until(id, 'in_review');
    await expect.poll(() => rows.count(), { timeout: 20_000 }).toBe(before + 1);
    await unread(page).waitFor();

    await page.getByRole('link', { name: t.notifications }).first().click();
    const newest = page.locator('main li').filter({ hasText: t.waits }).first();
    await newest.getByRole('button', { name: t.read }).click();
    await expect.poll(() => newest.getByRole('button').count()).toBe(0);
    await newest.getByRole('link').click();
    await page.getByRole('heading', { name: t.trace }).waitFor();
    await page.waitForURL((url) => url.pathname === `/documents/${id}`);

    await page.goto('/notifications');
    await settled(page);
    if (await unread(page).count() > 0) await page.getByRole('button', { name: t.readAll }).click();
    await expect.poll(() => unread(page).count()).toBe(0);
    await page.goto('/notifications?topic=operator&unread=1');
    await page.getByText(t.none).waitFor();
    expect(complaints).toEqual([]);
  });

  it('a client uploads through a link that the studio makes, watches and revokes', async () => {
    current = await visit(browser, stack, { language });
    const { page, complaints } = current;
    await page.goto('/upload-links');
    await page.getByRole('button', { name: t.add }).first().click();
    const dialog = page.getByRole('dialog');
    // By keyboard alone: the dialog opens on its first control.
    await dialog.getByLabel(t.client).focus();
    await page.keyboard.type('prueba');
    await page.getByRole('option', { name: /Cliente de prueba/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.type(`Marzo ${language}`);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type(t.some);
    await page.keyboard.press('Tab');
    await page.keyboard.type('3');
    await page.keyboard.press('Enter');
    const address = await page.locator('.once code').textContent() as string;
    expect(address).toMatch(new RegExp(`^${stack.baseUrl}/upload/[\\w-]{20,}$`));

    sender = await visit(browser, stack, { language, as: null, width: 390, height: 780 });
    const phone = sender.page;
    await phone.goto(address);
    await phone.getByRole('heading', { level: 1 }).waitFor();
    await phone.getByText(t.forClient).waitFor();
    await phone.getByText(t.left).waitFor();
    const [chooser] = await Promise.all([phone.waitForEvent('filechooser'), phone.getByRole('button', { name: t.files }).click()]);
    await chooser.setFiles([
      { name: 'factura-de-marzo-con-un-nombre-muy-largo-que-no-entra.pdf', mimeType: 'application/pdf', buffer: Buffer.from(await argentineInvoicePdf(anInvoice())) },
      { name: `nota-${language}.txt`, mimeType: 'text/plain', buffer: Buffer.from('Ninguna factura.') },
    ]);
    await phone.getByText(t.finished).waitFor({ timeout: 60_000 });
    await phone.getByText(t.kind).waitFor();
    expect(await overflow(phone)).toBeLessThanOrEqual(0);
    await phone.getByRole('button', { name: t.other }).click();
    await phone.getByText(t.otherFor).waitFor();

    // The list and the errors know of it without being asked.
    await page.getByRole('row', { name: new RegExp(`Marzo ${language}.*1\\s/\\s3`) }).waitFor();
    await page.getByRole('row', { name: new RegExp(`nota-${language}.txt`) }).waitFor();
    await page.getByRole('button', { name: `${t.revoke} Marzo ${language}` }).click();
    await page.getByRole('dialog').getByRole('button', { name: t.revoke }).click();
    await page.locator('.once').waitFor({ state: 'detached' });
    await phone.getByRole('button', { name: language === 'es' ? 'Español' : 'English' }).click();
    await phone.reload();
    await phone.getByText(t.withdrawn).waitFor();
    expect(complaints).toEqual([]);
    // The browser itself reports that the link's answer is 410.
    expect(sender.complaints.filter((text) => !text.includes('/v1/upload-links/'))).toEqual([]);
  });

  it('the summary says the same by chart and by table, for the period chosen', async () => {
    current = await visit(browser, stack, { language });
    const { page, complaints } = current;
    await page.goto('/');
    for (const name of t.charts) await page.getByRole('heading', { name, exact: true }).waitFor();
    await page.locator('.drawing svg .lc-bar, .drawing svg rect').first().waitFor({ state: 'attached' });
    await page.getByText(t.table).click();
    const table = page.getByRole('figure', { name: t.charts[0] as string, exact: true }).getByRole('table');
    expect(await table.getByRole('row').count()).toBe(15);
    await page.getByRole('button', { name: t.month }).click();
    await page.waitForURL((url) => url.searchParams.get('days') === '30');
    await expect.poll(() => table.getByRole('row').count()).toBe(31);
    expect(complaints).toEqual([]);
  });

  it('an operator sees the platform and retries all failures of a kind', async () => {
    current = await visit(browser, stack, { language });
    const { page, complaints } = current;
    const id = await stack.api.uploadOne(stack.client.id, 'dañada.pdf', Buffer.from('%PDF-1.7'));
    await stack.api.until(id, 'failed');
    await page.goto('/operations');
    await page.getByRole('row', { name: /cpu/ }).first().waitFor();
    await page.getByRole('button', { name: t.retry }).first().click();
    await page.getByRole('dialog').getByRole('button', { name: t.retry }).click();
    await page.getByText(t.begins).first().waitFor();
    await eventually('the document is read again', () => stack.api.call('getTrace', { params: { id } }), ({ steps }) => steps.length > 0);
    expect(complaints).toEqual([]);
  });
});

it('a session that is ended elsewhere leads to the sign-in at once', async () => {
  current = await visit(browser, stack);
  const { page, context } = current;
  await page.goto('/notifications');
  await page.getByText(words.es.live).waitFor();
  const other = await context.newPage();
  await other.goto('/access');
  await other.getByRole('button', { name: 'Cerrar sesión' }).click();
  await page.getByText('La sesión terminó.').waitFor();
  await page.getByText('sin sesión').waitFor();
});
