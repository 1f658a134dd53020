import { openDatabase } from '../../adapters/database/database.ts';
import { commands } from '../../api/admin/commands.ts';
import { runCommand } from '../../api/admin/run-command.ts';
import { runToEnd } from './processes.ts';

/** Those that need no more of the environment than the database. A process for each was a minute of the suite's processor time; the commands' own entry is used by the others. */
const here = ['create-tenant', 'create-user', 'create-api-key', 'create-client'];

/** A command of the administrator's; its JSON. */
export async function runAdmin<T>(env: NodeJS.ProcessEnv, [name = '', ...args]: string[]): Promise<T> {
  const command = commands[name];
  if (!command || !here.includes(name)) return JSON.parse(await runToEnd('api/admin.ts', [name, ...args], env)) as T;
  const db = openDatabase({ appUrl: env['DATABASE_URL'] ?? '', systemUrl: env['DATABASE_SYSTEM_URL'] ?? '', pool: 1 });
  try {
    return JSON.parse(JSON.stringify(await runCommand(db, command, args))) as T;
  } finally {
    await db.close();
  }
}
