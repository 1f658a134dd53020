import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from '@temporalio/worker';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { beforeAll, expect, it } from 'vitest';
import { quietTemporal } from '../harness/quiet-temporal.ts';
import { workflowSource } from '../../temporal/bundle.ts';

const folder = join(import.meta.dirname, '..', 'histories');
const names = readdirSync(folder).filter((name) => name.endsWith('.json')).sort();
/** The bundle that workers run. */
const source = workflowSource();

const read = (name: string) => historyFromJSON(JSON.parse(readFileSync(join(folder, name), 'utf8')) as object);

beforeAll(quietTemporal);

it('there is a history for every path', () => {
  const documents = ['approved', 'cancelled-before-start', 'consulted-after-waiting', 'consulted-in-vain', 'failed', 'rejected', 'reprocessed-while-in-review', 'reviewed-and-corrected', 'second-run-cancelled-in-review', 'started-by-hand'];
  // Of runs under the old name, and of those since.
  expect(names).toEqual([...documents, ...documents.map((n) => `${n}-at-once`), 'dead-letter', 'delivered'].map((n) => `${n}.json`).sort());
});

it.each(names)('%s replays', async (name) => {
  await Worker.runReplayHistory(source, read(name));
});

it('a history that the code would not have made is found out', async () => {
  const history = read('approved.json');
  const scheduled = history.events?.find((event) => event.activityTaskScheduledEventAttributes?.activityType?.name === 'extract');
  if (!scheduled?.activityTaskScheduledEventAttributes) throw new Error('the history has no extract');
  scheduled.activityTaskScheduledEventAttributes.activityType = { name: 'somethingElse' };
  await expect(Worker.runReplayHistory(source, history)).rejects.toThrow(/[Nn]ondetermin/);
});

it('histories carry ids and small JSON alone', () => {
  for (const name of names) expect(readFileSync(join(folder, name), 'utf8').length, name).toBeLessThan(64 * 1024);
});
