import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { anInvoice, argentineInvoicePdf } from '../fixtures/argentine-invoice.ts';
import { eventually } from '../harness/eventually.ts';
import { joinStack, type JoinedStack } from '../harness/shared-stack.ts';
import { violations } from './accessibility.ts';
import { closeWindows, openBrowser, overflow, settled, visit } from './browser.ts';

// A journey through many screens.
vi.setConfig({ testTimeout: 120_000 });

let stack: JoinedStack;
let browser: Browser;
let screens: Record<string, string>;

beforeAll(async () => {
  [stack, browser] = await Promise.all([joinStack(), openBrowser()]);
  const doubtful = await stack.api.uploadOne(stack.client.id, 'dudosa.pdf', await argentineInvoicePdf(anInvoice({ totalError: 100, withQr: false, copies: 2 })));
  const sure = await stack.api.uploadOne(stack.client.id, 'segura.pdf', await argentineInvoicePdf(anInvoice()));
  await stack.api.uploadOne(stack.client.id, 'dañada.pdf', Buffer.from('%PDF-1.7'));
  const { reviewTaskId } = await stack.api.until(doubtful, 'in_review');
  await stack.api.until(sure, 'approved', 'in_review');
  const { url } = await stack.api.call('createUploadLink', { body: { clientId: stack.client.id, name: 'Facturas de marzo', maxFiles: 20 } });
  screens = {
    summary: '/', documents: '/documents', review: '/review', 'one review': `/review/${reviewTaskId}`, trace: `/documents/${sure}`, clients: '/clients', integrations: '/integrations',
    notifications: '/notifications', 'upload links': '/upload-links', operations: '/operations', 'public upload': new URL(url).pathname, 'no such link': `/upload/${'x'.repeat(32)}`,
    access: '/access', 'forgotten password': '/access/forgotten-password', 'half a link': '/access/reset-password', profile: '/profile', tenant: '/tenant', users: '/users', defaults: '/settings/defaults', processing: '/settings/processing', audit: '/audit', missing: '/nowhere',
  };
});
afterAll(closeWindows);

/** As whoever clicks on a link to it; a page that is not the console's is loaded. */
async function followLink(page: Page, path: string): Promise<void> {
  await page.evaluate(`(() => { const link = document.createElement('a'); link.href = '${path}'; document.body.append(link); link.click(); link.remove(); })()`);
  await page.waitForURL((url) => url.pathname === path);
}

describe.each([['es', 'light', 'opened by its address'], ['en', 'dark', 'come to by a link']] as const)('in %s, %s', (language, theme, how) => {
  it(`every screen, ${how}, is free of what axe knows and of complaints, and none scrolls sideways`, async () => {
    const { page, close, complaints } = await visit(browser, stack, { language, theme });
    for (const [name, path] of Object.entries(screens)) {
      if (how === 'come to by a link' && page.url() !== 'about:blank') await followLink(page, path);
      else await page.goto(path);
      await settled(page);
      expect(await violations(page), name).toEqual([]);
      for (const width of [320, 768, 1440]) {
        await page.setViewportSize({ width, height: 900 });
        await eventually(`${name} at ${width} pixels`, () => overflow(page), (pixels) => pixels <= 0, 3000);
      }
    }
    // The browser itself reports the page that is not there.
    expect(complaints.filter((text) => !/nowhere|xxxx/.test(text))).toEqual([]);
    await close();
  });

  it('so is signing in', async () => {
    const { page, close, complaints } = await visit(browser, stack, { language, theme, as: null });
    await page.goto('/review');
    await page.getByRole('button', { name: language === 'es' ? 'Iniciar sesión' : 'Sign in' }).waitFor();
    await page.getByText(language === 'es' ? 'sin sesión' : 'signed out').waitFor();
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });
});

it('dialogs and the menu of a narrow window are free of what axe knows', async () => {
  const { page, close } = await visit(browser, stack, { width: 390, height: 800 });
  await page.goto('/');
  await page.getByRole('button', { name: 'Abrir el menú' }).click();
  await page.getByRole('link', { name: 'Integraciones' }).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('link', { name: 'Integraciones' }).click();
  for (const [path, name] of [['/integrations', 'Crear la clave'], ['/integrations', 'Agregar endpoint'], ['/upload-links', 'Crear enlace']] as const) {
    await page.goto(path);
    await page.getByRole('button', { name }).first().click();
    await page.getByRole('dialog').waitFor();
    expect(await violations(page), name).toEqual([]);
    await page.keyboard.press('Escape');
  }
  await close();
});

it('the language and the colours chosen stay after a reload', async () => {
  const { page, close } = await visit(browser, stack);
  await page.goto('/');
  await page.getByLabel('Idioma').selectOption('en');
  await page.getByRole('heading', { name: 'Tenant statistics' }).waitFor();
  await page.getByLabel('Colours').selectOption('dark');
  await page.reload();
  await page.getByRole('heading', { name: 'Tenant statistics' }).waitFor();
  expect(await page.evaluate('[document.documentElement.lang, getComputedStyle(document.documentElement).colorScheme]')).toEqual(['en', 'dark']);
  await close();
});

it.each(['/review', '/documents', '/clients'])('the page of %s names every script that it needs, so that none is found late', async (path) => {
  const { page, context, close } = await visit(browser, stack);
  const named = (await (await context.request.get(path, { headers: { accept: 'text/html' } })).text()).matchAll(/<link href="([^"]+)" rel="modulepreload">/g);
  const loaded: string[] = [];
  page.on('request', (request) => request.resourceType() === 'script' && loaded.push(new URL(request.url()).pathname));
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  const known = new Set([...named].map(([, href]) => href));
  expect(loaded.filter((script) => script.startsWith('/_app/') && !known.has(script))).toEqual([]);
  expect(known.size).toBeGreaterThan(10);
  await close();
});

const framed = ['/', '/documents', '/review', '/notifications', '/clients', '/upload-links', '/operations', '/audit', '/users', '/tenant', '/profile', '/settings/defaults', '/settings/processing'];

it.each(['es', 'en'] as const)('a page shows its heading before its scripts run, and the same one afterwards, in %s', async (language) => {
  const { page, close } = await visit(browser, stack, { language });
  const textsOf = async (inside: string) => (await page.locator(`${inside} :is(.eyebrow, h1, .lede)`).all()).slice(0, 3).map((one) => one.innerText());
  let run = Promise.resolve();
  await page.route('**/_app/immutable/entry/start.*.js', async (route) => {
    await run;
    await route.continue();
  });
  // Both languages are written by the same hand: one is looked at everywhere.
  for (const path of language === 'es' ? framed : framed.slice(0, 3)) {
    const { promise, resolve } = Promise.withResolvers<void>();
    run = promise;
    await page.goto(path, { waitUntil: 'commit' });
    // Until the style sheet is there both languages are.
    await expect.poll(() => page.locator('#first-frame header:visible').count(), { message: path }).toBe(1);
    const before = await Promise.all(await textsOf(`#first-frame header[lang="${language}"]`));
    resolve();
    await page.locator('main header h1').first().waitFor();
    expect(await Promise.all(await textsOf('main header')), path).toEqual(before);
    expect(await page.locator('#first-frame').count(), path).toBe(0);
  }
  await close();
});

it('a stranger is shown nothing of the screen that asks for signing in', async () => {
  const { page, close } = await visit(browser, stack, { as: null });
  await page.route('**/_app/immutable/entry/start.*.js', () => undefined);
  await page.goto('/review', { waitUntil: 'commit' });
  await page.locator('#first-frame').waitFor({ state: 'attached' });
  await expect.poll(() => page.locator('#first-frame').isVisible()).toBe(false);
  await close();
});
