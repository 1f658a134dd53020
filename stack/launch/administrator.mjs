import { join } from 'node:path';
import { Fault } from '../fault.mjs';
import { root } from '../paths.mjs';
import { lastLine, run } from '../process/command.mjs';
import { say } from '../terminal.mjs';

/**
 * The first administrator, made on an empty database alone. Its password passes through here once and is written nowhere.
 * @typedef {{ created: boolean, email?: string, password?: string }} Administrator
 * @param {string} dataDir
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Administrator>}
 */
export async function ensureAdministrator(dataDir, env) {
  const { code, output, stdout } = await run(process.execPath, [join(root, 'api/admin.ts'), 'ensure-administrator'], { cwd: root, env });
  if (code === 0) return JSON.parse(stdout);
  throw new Fault(`The first administrator could not be made: ${lastLine(output)}`, `The logs in ${dataDir}/logs may say more; start again.`);
}

/**
 * @param {string} url
 * @param {Administrator | undefined} administrator
 */
export function welcome(url, administrator) {
  say('');
  say(`  Comprobante: ${url}`);
  if (administrator?.created) {
    say(`  E-mail:      ${administrator.email}`);
    say(`  Password:    ${administrator.password}`);
    say('  This password is shown only now. Change it in your profile.');
  }
  say('');
}
