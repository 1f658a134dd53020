// The administrator's commands: `npm run --silent admin -- COMMAND …`; JSON on standard output, faults on standard error with exit code 1.
import { openDatabase } from '../adapters/database/database.ts';
import { AppError } from '../contract/errors.ts';
import { config } from '../config.ts';
import { commands } from './admin/commands.ts';
import { runCommand } from './admin/run-command.ts';

const [name = 'help', ...args] = process.argv.slice(2);
const command = commands[name];
if (!command) {
  process.stdout.write(`${Object.entries(commands).map(([n, c]) => `${n} ${c.usage}`.trim()).join('\n')}\n`);
  process.exit(name === 'help' || name === '--help' ? 0 : 1);
}

const db = openDatabase(config.database());
try {
  process.stdout.write(`${JSON.stringify(await runCommand(db, command, args), null, 2)}\n`);
} catch (error) {
  const body = error instanceof AppError ? { code: error.code, message: error.message, details: error.details } : { code: 'invalid_request', message: error instanceof Error ? error.message : String(error) };
  process.stderr.write(`${JSON.stringify({ error: body })}\n`);
  process.exitCode = 1;
} finally {
  await db.close();
}
