// The console as a person meets it: `npm run --silent bench -- console [--json] [--documents N] [--rounds N]`. Chromium against the product's own
// processes; the machine's own load is part of every figure, so nothing else should run.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from '../../stack/launch/build.mjs';
import { startServices } from '../../stack/services.mjs';
import { openBrowser, settled, visit } from '../browser/browser.ts';
import { startStack } from '../harness/start-stack.ts';
import { fillTenant, longDocument } from './console/fill-tenant.ts';
import { firstPageMs } from './console/first-page.ts';
import { inboxLoads } from './console/inbox-loads.ts';
import { listSmoothness } from './console/list-smoothness.ts';
import { median, printFigures } from './figures.ts';

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false }, documents: { type: 'string', default: '100000' }, rounds: { type: 'string', default: '5' } } });
const rounds = Number(values.rounds);
const documents = Number(values.documents);
const folder = await mkdtemp(join(tmpdir(), 'comprobante-bench-'));
const services = await startServices({ dataDir: folder });
await build(folder);
const [stack, browser] = await Promise.all([startStack({ services: services.env }), openBrowser()]);
try {
  await fillTenant(stack, documents);
  // Each is opened once: a page that was looked at before is not drawn again.
  const taskIds: string[] = [];
  for (let n = 0; n <= rounds; n++) taskIds.push(await longDocument(stack, 50, n));
  const { context, page } = await visit(browser, stack);
  await page.goto('/');
  await settled(page);
  const signedIn = await context.storageState();
  const loads = await inboxLoads(browser, stack.baseUrl, signedIn, rounds);
  const smooth = await listSmoothness(browser, stack.baseUrl, signedIn, rounds);
  const [first = NaN, ...pages] = await firstPageMs(browser, stack.baseUrl, signedIn, taskIds);
  printFigures('console', [
    { figure: 'inbox JavaScript kB', value: median(loads.map(({ scriptBytes }) => scriptBytes)) / 1000, unit: 'kB' },
    { figure: 'inbox LCP ms', value: median(loads.map(({ lcpMs }) => lcpMs)), unit: 'ms' },
    { figure: `list of ${documents} documents: filter to result ms`, value: median(smooth.map(({ filterMs }) => filterMs)), unit: 'ms' },
    { figure: `list of ${documents} documents: next page ms`, value: median(smooth.map(({ pageMs }) => pageMs)), unit: 'ms' },
    { figure: `list of ${documents} documents: worst frame ms`, value: median(smooth.map(({ worstFrameMs }) => worstFrameMs)), unit: 'ms' },
    { figure: `list of ${documents} documents: tasks over 50 ms, in all ms`, value: median(smooth.map(({ longTasksMs }) => longTasksMs)), unit: 'ms' },
    { figure: `list of ${documents} documents: frames over 50 ms`, value: median(smooth.map(({ jankShare }) => jankShare)) * 100, unit: '%' },
    { figure: '50-page document: first page ms', value: median(pages), unit: 'ms' },
    { figure: '50-page document: first page ms, after nobody looked at any for a while', value: first, unit: 'ms' },
  ], values.json);
} finally {
  await browser.close();
  await stack.stop();
  await services.stop();
  await rm(folder, { recursive: true, force: true });
}
process.exit(0);
