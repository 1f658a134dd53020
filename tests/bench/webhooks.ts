// Webhooks: `npm run --silent bench -- webhooks [--json] [--events N] [--rounds N]` publishes at a fixed rate and all at once, finds every id at the
// receivers, and stands beside bare workflows and a bare POST loop measured in the same run, turn by turn. With `--chaos` it kills what takes part
// instead, and says whether anything was lost or changed.
import { parseArgs } from 'node:util';
import { runChaos } from './webhooks/chaos.ts';
import { measureRates } from './webhooks/rates.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false }, chaos: { type: 'boolean', default: false }, events: { type: 'string' }, rounds: { type: 'string', default: '3' },
  },
});
if (values.chaos) process.exit(await runChaos(Number(values.events ?? 5000)) ? 0 : 1);
await measureRates({ events: Number(values.events ?? 100), rounds: Number(values.rounds), json: values.json });
process.exit(0);
