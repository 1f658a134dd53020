import type { Browser, Page } from 'playwright-core';
import { openPage, type StorageState } from './open-page.ts';

interface Smoothness {
  /** From the last typed letter to the filtered list, the pause for typing included. */
  filterMs: number;
  /** From asking for the next page of the list to its first row. */
  pageMs: number;
  /** While scrolling, typing into the search and turning the page; the same of `jankShare` and `longTasksMs`. */
  worstFrameMs: number;
  /** Of all frames, those of more than 50 ms. */
  jankShare: number;
  /** All of the tasks of more than 50 ms that held up the page. */
  longTasksMs: number;
}

const watch = `window.frames_ = []; window.long_ = [];
  new PerformanceObserver((list) => window.long_.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
  (function turn(before) { requestAnimationFrame((now) => { window.frames_.push(now - before); turn(now); }); })(performance.now())`;

/** Scrolls, filters and pages the list of all documents, at the machine's own speed. */
export async function listSmoothness(browser: Browser, baseUrl: string, signedIn: StorageState, rounds: number): Promise<Smoothness[]> {
  const runs: Smoothness[] = [];
  for (let n = 0; n < rounds; n++) {
    const { page, context } = await openPage(browser, baseUrl, signedIn, 1);
    await page.goto('/documents');
    await page.locator('table tbody tr').nth(20).waitFor();
    await page.waitForTimeout(500);
    await page.evaluate(watch);
    for (let turn = 0; turn < 12; turn++) {
      await page.mouse.wheel(0, turn < 6 ? 400 : -400);
      await page.waitForTimeout(60);
    }
    const filterMs = await filter(page, `vaquita ${101 + 8 * n}`);
    await page.getByRole('searchbox').first().fill('');
    await page.waitForURL((url) => !url.searchParams.has('q'));
    await page.locator('table tbody tr').nth(20).waitFor();
    const pageMs = await turnPage(page);
    const frames = await page.evaluate<number[]>('window.frames_.slice(1)');
    const long = await page.evaluate<number[]>('window.long_');
    runs.push({
      filterMs, pageMs, worstFrameMs: Math.max(...frames), jankShare: frames.filter((ms) => ms > 50).length / frames.length, longTasksMs: long.reduce((sum, ms) => sum + ms, 0),
    });
    await context.close();
  }
  return runs;
}

async function filter(page: Page, words: string): Promise<number> {
  const search = page.getByRole('searchbox').first();
  await search.pressSequentially(words, { delay: 60 });
  const began = Date.now();
  await page.waitForURL((url) => url.searchParams.get('q') === words);
  await page.locator(`table tbody tr:first-child`, { hasText: new RegExp(words, 'i') }).waitFor();
  return Date.now() - began;
}

async function turnPage(page: Page): Promise<number> {
  const first = page.locator('table tbody tr:first-child a').first();
  const before = await first.getAttribute('href');
  const began = Date.now();
  await page.locator('a[href*="offset="]').last().click();
  await page.locator(`table tbody tr:first-child a:not([href="${before}"])`).first().waitFor();
  return Date.now() - began;
}
