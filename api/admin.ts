// The administrator's commands: `npm run --silent admin -- COMMAND …`; JSON on standard output, faults on standard error with exit code 1.
import { parseArgs } from 'node:util';
import { openDatabase } from '../adapters/database/database.ts';
import { AppError } from '../contract/errors.ts';
import { config } from '../config.ts';
import { commands } from './admin/commands.ts';

const [name = 'help', ...args] = process.argv.slice(2);
const command = commands[name];
if (!command) {
  process.stdout.write(`${Object.entries(commands).map(([n, c]) => `${n} ${c.usage}`.trim()).join('\n')}\n`);
  process.exit(name === 'help' || name === '--help' ? 0 : 1);
}

const db = openDatabase(config.database());
try {
  const { values, positionals } = parseArgs({ args, options: Object.fromEntries(command.options.map((o) => [o, { type: 'string' as const }])), allowPositionals: command.operand !== undefined });
  if (positionals.length > 1) throw new Error(`Only one ${command.operand} is taken`);
  const given = { ...values, ...(command.operand !== undefined && positionals[0] !== undefined && { [command.operand]: positionals[0] }) };
  process.stdout.write(`${JSON.stringify(await command.run(db, given as Record<string, string | undefined>), null, 2)}\n`);
} catch (error) {
  const body = error instanceof AppError ? { code: error.code, message: error.message, details: error.details } : { code: 'invalid_request', message: error instanceof Error ? error.message : String(error) };
  process.stderr.write(`${JSON.stringify({ error: body })}\n`);
  process.exitCode = 1;
} finally {
  await db.close();
}
