import { parseArgs } from 'node:util';
import type { Database } from '../../adapters/database/database.ts';
import type { Command } from './commands.ts';

/** Runs a command with its options as they stand on the command line. Throws on what it does not know. */
export async function runCommand(db: Database, command: Command, args: string[]): Promise<unknown> {
  const { values, positionals } = parseArgs({ args, options: Object.fromEntries(command.options.map((option) => [option, { type: 'string' as const }])), allowPositionals: command.operand !== undefined });
  if (positionals.length > 1) throw new Error(`Only one ${command.operand} is taken`);
  const given = { ...values, ...(command.operand !== undefined && positionals[0] !== undefined && { [command.operand]: positionals[0] }) };
  return command.run(db, given as Record<string, string | undefined>);
}
