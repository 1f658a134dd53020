import type { Browser, BrowserContext, Page } from 'playwright-core';

export type StorageState = Awaited<ReturnType<BrowserContext['storageState']>>;

/** A page of a browser that has never been here, but for who is signed in; `slowdown` is of the processor. */
export async function openPage(browser: Browser, baseURL: string, storageState: StorageState, slowdown: number): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext({ baseURL, storageState, locale: 'es-AR', viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  return { page, context };
}
