import { openDatabase } from '../../adapters/database/database.ts';
import { commands } from '../../api/admin/commands.ts';
import { runCommand } from '../../api/admin/run-command.ts';
import { runToEnd } from './processes.ts';

/** A command of the administrator's; its JSON. Within this process: one for each was a minute of the suite's processor time. */
export async function runAdmin<T>(env: NodeJS.ProcessEnv, [name = '', ...args]: string[]): Promise<T> {
  const command = commands[name];
  if (!command) throw new Error(`there is no command ${name}`);
  const db = openDatabase({ appUrl: env['DATABASE_URL'] ?? '', systemUrl: env['DATABASE_SYSTEM_URL'] ?? '', pool: 1 });
  try {
    return JSON.parse(JSON.stringify(await within(env, () => runCommand(db, command, args)))) as T;
  } finally {
    await db.close();
  }
}

/** The same through the commands' own entry, as administrators run them. */
export async function runAdminEntry<T>(env: NodeJS.ProcessEnv, args: string[]): Promise<T> {
  return JSON.parse(await runToEnd('api/admin.ts', args, env)) as T;
}

/** Has work begin in another environment. Before anything else goes on here this process has its own again: what a command takes from the environment it reads at once. */
function within<T>(env: NodeJS.ProcessEnv, begin: () => T): T {
  const own = process.env;
  process.env = env;
  try {
    return begin();
  } finally {
    process.env = own;
  }
}
