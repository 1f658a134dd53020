import type { Browser } from 'playwright-core';
import { openPage, type StorageState } from './open-page.ts';

interface Smoothness {
  /** From the last typed letter to the filtered list, the pause for typing included. */
  filterMs: number;
  worstFrameMs: number;
  /** Of all frames while scrolling and paging, those of more than 50 ms. */
  jankShare: number;
}

const watchFrames = `window.frames_ = []; (function turn(before) { requestAnimationFrame((now) => { window.frames_.push(now - before); turn(now); }); })(performance.now())`;

/** Scrolls and filters the list of all documents, at the machine's own speed. */
export async function listSmoothness(browser: Browser, baseUrl: string, signedIn: StorageState, rounds: number): Promise<Smoothness[]> {
  const runs: Smoothness[] = [];
  for (let n = 0; n < rounds; n++) {
    const { page, context } = await openPage(browser, baseUrl, signedIn, 1);
    await page.goto('/documents');
    await page.locator('table tbody tr').nth(20).waitFor();
    await page.evaluate(watchFrames);
    for (let turn = 0; turn < 12; turn++) {
      await page.mouse.wheel(0, turn < 6 ? 400 : -400);
      await page.waitForTimeout(60);
    }
    const frames = await page.evaluate<number[]>('window.frames_.slice(1)');
    const search = page.getByRole('searchbox').first();
    await search.fill(`Proveedor ${100 + n}`);
    const began = Date.now();
    await page.waitForURL((url) => url.searchParams.has('q'));
    await page.locator('table tbody tr', { hasText: `Proveedor ${100 + n}` }).first().waitFor();
    await page.locator('table tbody tr', { hasText: 'Proveedor 2' }).first().waitFor({ state: 'detached' }).catch(() => undefined);
    runs.push({ filterMs: Date.now() - began, worstFrameMs: Math.max(...frames), jankShare: frames.filter((ms) => ms > 50).length / frames.length });
    await context.close();
  }
  return runs;
}
