// Chromium as a person uses the console, with everything that the page complains about kept.
import { chromium, type Browser, type BrowserContext, type Page, type Request } from 'playwright-core';
import { obtainChromium } from '../../stack/obtain/chromium.mjs';
import { eventually } from '../harness/eventually.ts';
import type { Stack } from '../harness/start-stack.ts';

const flags = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

export type Language = 'es' | 'en';
export type Theme = 'light' | 'dark';

export interface Visit {
  page: Page;
  context: BrowserContext;
  /** Errors and warnings of the browser's console, and what was thrown and not caught. */
  complaints: string[];
  /** Closes the window; nothing is left of the person who used it. */
  close(): Promise<void>;
}

/** What each page waits for answers to. */
const requests = new WeakMap<Page, Set<Request>>();

interface VisitOptions {
  language?: Language;
  theme?: Theme;
  width?: number;
  height?: number;
  /** Who is signed in: by default the administrator; null: nobody. */
  as?: { email: string; password: string } | null;
}

let opened: Promise<Browser> | undefined;

/** The browser of this process's files, which ends with the process; each visit has a profile of its own. */
export function openBrowser(): Promise<Browser> {
  return (opened ??= obtainChromium(process.env).then((executablePath) => chromium.launch({ executablePath, args: flags })));
}

/** After a file: what a failed test left open. */
export async function closeWindows(): Promise<void> {
  const kept = new Set([...spare.values()].flat());
  await Promise.all((await opened)?.contexts().filter((context) => !kept.has(context)).map((context) => context.close()) ?? []);
}

type WindowOptions = Required<Omit<VisitOptions, 'as'>> & { baseURL: string };

/** Profiles that visits have left, by what windows they open: their caches spare the next visit what compiling the console costs, as they do a person. */
const spare = new Map<string, BrowserContext[]>();

async function profileFor(browser: Browser, options: WindowOptions): Promise<{ context: BrowserContext; leave(): Promise<void> }> {
  const key = JSON.stringify(options);
  const { baseURL, language, theme, width, height } = options;
  const context = spare.get(key)?.pop() ?? await browser.newContext({
    baseURL, locale: language === 'es' ? 'es-AR' : 'en-US', timezoneId: 'America/Argentina/Buenos_Aires', colorScheme: theme, viewport: { width, height },
    // Colours on their way to others are judged for what they are about to be.
    reducedMotion: 'reduce', hasTouch: width < 500, permissions: ['clipboard-read', 'clipboard-write'],
  });
  context.setDefaultTimeout(20_000);
  let isLeft = false;
  return {
    context,
    leave: async () => {
      if (isLeft) return;
      isLeft = true;
      await Promise.all(context.pages().map((page) => page.close()));
      await context.setOffline(false);
      await context.setStorageState({ cookies: [], origins: [] });
      spare.set(key, [...spare.get(key) ?? [], context]);
    },
  };
}

/** A window of its own, on no page yet. */
export async function visit(browser: Browser, stack: Pick<Stack, 'baseUrl' | 'administrator'>, { language = 'es', theme = 'light', width = 1440, height = 900, as = stack.administrator }: VisitOptions = {}): Promise<Visit> {
  const { context, leave } = await profileFor(browser, { baseURL: stack.baseUrl, language, theme, width, height });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(`${message.text()} (${message.location().url})`);
  });
  const underWay = new Set<Request>();
  // The stream of live updates never ends.
  page.on('request', (request) => request.url().endsWith('/v1/events') || underWay.add(request));
  const ended = (request: Request) => underWay.delete(request);
  page.on('requestfinished', ended);
  page.on('requestfailed', ended);
  page.on('framenavigated', (frame) => frame === page.mainFrame() && underWay.clear());
  requests.set(page, underWay);
  page.on('pageerror', (error) => complaints.push(error.stack ?? error.message));
  if (as) {
    await context.request.post('/v1/session', { data: { email: as.email, password: as.password }, headers: { 'x-comprobante-console': '1' }, failOnStatusCode: true });
    // What the console's own form notes, so that no window asks who is signed in where nobody is.
    await context.setStorageState({ cookies: await context.cookies(), origins: [{ origin: stack.baseUrl, localStorage: [{ name: 'comprobante.signedIn', value: 'yes' }] }] });
  }
  return { page, context, complaints, close: leave };
}

const words = { es: { email: 'Correo electrónico', password: 'Contraseña', signIn: 'Iniciar sesión' }, en: { email: 'E-mail', password: 'Password', signIn: 'Sign in' } };

/** Through the console's own form. */
export async function signIn(page: Page, { email, password }: { email: string; password: string }, language: Language = 'es'): Promise<void> {
  if (!page.url().includes('/access')) await page.goto('/access');
  await page.getByLabel(words[language].email).fill(email);
  await page.getByLabel(words[language].password, { exact: true }).fill(password);
  await page.getByRole('button', { name: words[language].signIn }).click();
  await page.waitForURL((url) => url.pathname !== '/access');
  // What the account says holds from here on, until the person chooses again; in a narrow window the choice is hidden in the menu.
  const choice = page.locator('select[id$="-language"]').first();
  await choice.waitFor({ state: 'attached' });
  if (await choice.inputValue() === language) return;
  await page.evaluate(`(() => { const choice = document.querySelector('select[id$="-language"]'); choice.value = '${language}'; choice.dispatchEvent(new Event('change', { bubbles: true })); })()`);
  await eventually('the language is the chosen one', () => page.evaluate<string>('document.documentElement.lang'), (lang) => lang === language);
}

/** Waits until the screen shows what it was asked for. */
export async function settled(page: Page): Promise<void> {
  let quietSince = 0;
  await eventually('nothing is asked for any more', async () => {
    if (requests.get(page)?.size !== 0) quietSince = 0;
    else quietSince ||= Date.now();
    return quietSince > 0 && Date.now() - quietSince > 150;
  }, Boolean, 20_000);
  // Evaluated again and again, since the page's content security policy refuses what waitForFunction does.
  await eventually('the screen is settled', () => page.evaluate<boolean>('document.querySelector("h1") !== null && document.querySelector("#first-frame, .skeleton") === null'), Boolean, 15_000);
}

/** How far the page reaches beyond the right edge of the window, in pixels. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

/** The element that has the focus, as its id, name or text. */
export function focused(page: Page): Promise<string> {
  return page.evaluate('(({ id, tagName, ariaLabel, textContent }) => id || ariaLabel || (tagName === "BODY" ? "" : textContent.trim()))(document.activeElement)');
}
