import type { Browser } from 'playwright-core';
import { openPage, type StorageState } from './open-page.ts';

interface Load {
  /** What came over the wire of scripts, compressed as the server sends them. */
  scriptBytes: number;
  lcpMs: number;
}

/** First loads of the review inbox with a processor four times slower. */
export async function inboxLoads(browser: Browser, baseUrl: string, signedIn: StorageState, rounds: number): Promise<Load[]> {
  const loads: Load[] = [];
  for (let n = 0; n < rounds; n++) {
    const { page, context } = await openPage(browser, baseUrl, signedIn, 4);
    const devtools = await context.newCDPSession(page);
    const scripts = new Set<string>();
    let scriptBytes = 0;
    await devtools.send('Network.enable');
    devtools.on('Network.responseReceived', ({ requestId, type }) => type === 'Script' && scripts.add(requestId));
    devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      if (scripts.has(requestId)) scriptBytes += encodedDataLength;
    });
    await page.goto('/review');
    await page.locator('table tbody tr').first().waitFor();
    // Until what comes last is painted, such as the names of the clients.
    await page.waitForTimeout(1500);
    const lcpMs = await page.evaluate<number>('new Promise((resolve) => new PerformanceObserver((list) => resolve(list.getEntries().at(-1).startTime)).observe({ type: "largest-contentful-paint", buffered: true }))');
    loads.push({ scriptBytes, lcpMs });
    await context.close();
  }
  return loads;
}
