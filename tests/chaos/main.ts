// `npm run --silent chaos -- [--seed N] [--minutes M] [--json] [--temporal-server PROGRAM --temporal-sql PROGRAM]`: breaks an installation of its own and checks
// what became of it. Exit 1 on a violation. With the two programs Temporal is the production server, on PostgreSQL.
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { keepOutputClean } from '../../stack/terminal.mjs';
import { runChaos } from './run-chaos.ts';

keepOutputClean();
const { values } = parseArgs({ options: { seed: { type: 'string' }, minutes: { type: 'string', default: '1' }, json: { type: 'boolean', default: false }, 'temporal-server': { type: 'string' }, 'temporal-sql': { type: 'string' } } });
const seed = values.seed === undefined ? randomInt(1, 1_000_000) : Number(values.seed);
const minutes = Number(values.minutes);
if (!Number.isSafeInteger(seed) || !(minutes > 0)) throw new Error('--seed takes a whole number, --minutes a positive one.');

const { 'temporal-server': server, 'temporal-sql': sql } = values;
if ((server === undefined) !== (sql === undefined)) throw new Error('--temporal-server and --temporal-sql go together.');

const report = await runChaos({ seed, temporal: server && sql ? { server, sql } : undefined, durationMs: minutes * 60_000, say: (line) => process.stderr.write(`${line}\n`) });
if (values.json) {
  process.stdout.write(`${JSON.stringify(report)}\n`);
} else {
  for (const [what, value] of Object.entries(report.figures)) process.stdout.write(`${what.padEnd(26)} ${value}\n`);
  for (const { name, how } of report.endings) process.stdout.write(`ended by itself: ${name} (${how})\n`);
  for (const violation of report.violations) process.stdout.write(`VIOLATION ${violation}\n`);
  process.stdout.write(report.violations.length === 0 ? `seed ${seed}: no violation\n` : `seed ${seed}: ${report.violations.length} violations\n`);
}
process.exit(report.violations.length === 0 ? 0 : 1);
