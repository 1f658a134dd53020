import type { Browser } from 'playwright-core';
import { openPage, type StorageState } from './open-page.ts';

/** From asking for each long document in the inbox to its first page on the screen, in milliseconds; the inbox, newest first, is loaded, and nothing of the document or of its screen. At most as many as a page of the inbox holds. */
export async function firstPageMs(browser: Browser, baseUrl: string, signedIn: StorageState, taskIds: readonly string[]): Promise<number[]> {
  const times: number[] = [];
  for (const taskId of taskIds) {
    const { page, context } = await openPage(browser, baseUrl, signedIn, 1);
    await page.goto('/review?sort=-createdAt');
    await page.locator(`tbody a[href="/review/${taskId}"]`).waitFor();
    // The stream of live updates never lets the network be idle.
    await page.waitForTimeout(1000);
    times.push(await page.evaluate<number>(`(${openAndWait})('/review/${taskId}')`));
    await context.close();
  }
  return times;
}

/** Runs in the page: follows the link at once, where a pointer would have rested on it for a moment, until the picture is decoded. */
const openAndWait = `(path) => new Promise((resolve) => {
  const began = performance.now();
  document.querySelector('tbody a[href="' + path + '"]').click();
  const look = async () => {
    const image = document.querySelector('.sheet img');
    if (!image) return requestAnimationFrame(look);
    await image.decode().catch(() => undefined);
    requestAnimationFrame(() => resolve(performance.now() - began));
  };
  look();
})`;
