import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  id: string;
  help: string;
  nodes: { target: string[]; failureSummary: string }[];
}

/** What axe finds wrong with the page as it stands, one line a fault; empty where nothing is. */
export async function violations(page: Page): Promise<string[]> {
  // Evaluated rather than added as a script, which the page's content security policy refuses.
  if (!await page.evaluate<boolean>('"axe" in window')) await page.evaluate(source);
  // What would be preloaded are style sheets, for a rule that is off by default, and sounds, of which the console has none.
  const found = await page.evaluate<Violation[]>('axe.run(document, { resultTypes: ["violations"], preload: false }).then(({ violations }) => violations)');
  return found.flatMap(({ id, help, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target.join(' ')}: ${failureSummary.replace(/\s+/g, ' ')}`));
}
