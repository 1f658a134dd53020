// The console as a person meets it: `npm run --silent bench -- console [--json] [--documents N] [--rounds N]`. Chromium against the product's own
// processes; the machine's own load is part of every figure, so nothing else should run.
import { parseArgs } from 'node:util';
import { openBrowser, visit } from '../browser/browser.ts';
import { startStack } from '../harness/start-stack.ts';
import { fillTenant, longDocument } from './console/fill-tenant.ts';
import { firstPageMs } from './console/first-page.ts';
import { inboxLoads } from './console/inbox-loads.ts';
import { listSmoothness } from './console/list-smoothness.ts';
import { median, printFigures } from './figures.ts';

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false }, documents: { type: 'string', default: '100000' }, rounds: { type: 'string', default: '5' } } });
const rounds = Number(values.rounds);
const documents = Number(values.documents);
const [stack, browser] = await Promise.all([startStack(), openBrowser()]);
try {
  await fillTenant(stack, documents);
  const taskId = await longDocument(stack, 50);
  const { context } = await visit(browser, stack);
  const signedIn = await context.storageState();
  const loads = await inboxLoads(browser, stack.baseUrl, signedIn, rounds);
  const smooth = await listSmoothness(browser, stack.baseUrl, signedIn, rounds);
  const pages = await firstPageMs(browser, stack.baseUrl, signedIn, taskId, rounds);
  printFigures('console', [
    { figure: 'inbox JavaScript kB', value: median(loads.map(({ scriptBytes }) => scriptBytes)) / 1000, unit: 'kB' },
    { figure: 'inbox LCP ms', value: median(loads.map(({ lcpMs }) => lcpMs)), unit: 'ms' },
    { figure: `list of ${documents} documents: filter to result ms`, value: median(smooth.map(({ filterMs }) => filterMs)), unit: 'ms' },
    { figure: `list of ${documents} documents: next page ms`, value: median(smooth.map(({ pageMs }) => pageMs)), unit: 'ms' },
    { figure: `list of ${documents} documents: worst frame ms`, value: median(smooth.map(({ worstFrameMs }) => worstFrameMs)), unit: 'ms' },
    { figure: `list of ${documents} documents: tasks over 50 ms, in all ms`, value: median(smooth.map(({ longTasksMs }) => longTasksMs)), unit: 'ms' },
    { figure: `list of ${documents} documents: frames over 50 ms`, value: median(smooth.map(({ jankShare }) => jankShare)) * 100, unit: '%' },
    { figure: '50-page document: first page ms', value: median(pages), unit: 'ms' },
  ], values.json);
} finally {
  await browser.close();
  await stack.stop();
}
process.exit(0);
