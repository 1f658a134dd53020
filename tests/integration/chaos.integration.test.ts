// As much of the chaos that `npm run chaos` brings for as long as one likes as it takes for every fault to come once: two API and two worker processes under load while
// everything is killed, frozen, filled up or given nonsense, by a schedule that the seed makes. `CHAOS_MINUTES=10 npm test -- chaos` makes it ten minutes.
import { expect, it } from 'vitest';
import { faultsOf } from '../chaos/faults.ts';
import { runChaos } from '../chaos/run-chaos.ts';

const minutes = Number(process.env['CHAOS_MINUTES'] ?? 44 / 60);

it('no invariant is violated by any fault', async () => {
  const report = await runChaos({ seed: 20_261_124, durationMs: minutes * 60_000, everyMs: 1700, thinkMs: 900 });
  expect(report.violations, JSON.stringify({ ...report, violations: undefined }, null, 1)).toEqual([]);
  expect(new Set(report.faults.map(({ name }) => name)).size).toBe(faultsOf(false).length);
  expect(report.figures['uploads acknowledged']).toBeGreaterThan(0);
  expect(report.figures['deliveries']).toBeGreaterThan(0);
}, (minutes + 20) * 60_000);
