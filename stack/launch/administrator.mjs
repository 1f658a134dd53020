import { join } from 'node:path';
import { root } from '../paths.mjs';
import { run } from '../process/command.mjs';
import { lastLine } from '../process/command.mjs';
import { Fault } from '../fault.mjs';
import { say } from '../terminal.mjs';

/**
 * The first administrator, made on an empty database alone. Its password passes through here once and is written nowhere.
 * @typedef {{ created: boolean, email?: string, password?: string }} Administrator
 * @param {string} dataDir
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Administrator>}
 */
export async function ensureAdministrator(dataDir, env) {
  const { code, output } = await run(process.execPath, [join(root, 'api/admin.ts'), 'ensure-administrator'], { cwd: root, env });
  const line = output.split('\n').findLast((text) => text.trim().startsWith('{'));
  if (code === 0 && line) return JSON.parse(line);
  throw new Fault(`The first administrator could not be made: ${lastLine(output)}`, `The logs in ${dataDir}/logs may say more; start again.`);
}

/**
 * @param {string} url
 * @param {Administrator} administrator
 */
export function welcome(url, administrator) {
  say('');
  say(`  Comprobante: ${url}`);
  if (administrator.created) {
    say(`  E-mail:      ${administrator.email}`);
    say(`  Password:    ${administrator.password}`);
    say('  This password is shown only now. Change it in your profile.');
  }
  say('');
  say('Ctrl-C stops it.');
}
