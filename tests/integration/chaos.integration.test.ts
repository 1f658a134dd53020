// A minute of the chaos that `npm run chaos` brings for as long as one likes: two API and two worker processes under load while everything is
// killed, frozen, filled up or given nonsense, by a schedule that the seed makes. `CHAOS_MINUTES=10 npm test -- chaos` makes it ten.
import { expect, it } from 'vitest';
import { runChaos } from '../chaos/run-chaos.ts';

const minutes = Number(process.env['CHAOS_MINUTES'] ?? 1);

it(`no invariant is violated by ${minutes} min of faults`, async () => {
  const report = await runChaos({ seed: 20_261_124, durationMs: minutes * 60_000, everyMs: 1700, thinkMs: 900 });
  expect(report.violations, JSON.stringify({ ...report, violations: undefined }, null, 1)).toEqual([]);
  expect(report.faults.length).toBeGreaterThan(10);
  expect(report.figures['uploads acknowledged']).toBeGreaterThan(0);
  expect(report.figures['deliveries']).toBeGreaterThan(0);
}, (minutes + 20) * 60_000);
