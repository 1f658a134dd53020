import { dirname } from 'node:path';
import { Fault } from '../fault.mjs';
import { lastLine, run } from '../process/command.mjs';

const ownAccount = 'comprobante';

/**
 * PostgreSQL refuses to run as root. Root lends it an unprivileged account: an existing `postgres` or `comprobante`, or a new
 * system account without home or shell. Where it could not enter the folders of what it has to reach (a clone below /root, say) it gets
 * the one capability that lets it.
 * @param {string[]} paths What it has to reach; they need not exist yet, their folders do.
 * @returns {Promise<import('../process/command.mjs').RunAs | undefined>} undefined when not root: the server runs as the caller.
 */
export async function serverAccount(paths) {
  if (process.getuid?.() !== 0) return undefined;
  const ids = (await idsOf('postgres')) ?? (await idsOf(ownAccount)) ?? (await create());
  for (const mayTraverse of [false, true]) {
    const user = { ...ids, mayTraverse };
    const reached = await Promise.all(paths.map((path) => run('stat', ['--format=', `${dirname(path)}/.`], { user })));
    if (reached.every(({ code }) => code === 0)) return user;
  }
  throw new Fault(`PostgreSQL does not run as root, and its account may not enter ${paths.map(dirname).join(' or ')}.`,
    'Start Comprobante as a user other than root, or move the clone and DATA_DIR to a folder that everybody may enter, such as /srv.');
}

/**
 * @param {string} account
 * @returns {Promise<{ uid: number, gid: number } | undefined>}
 */
async function idsOf(account) {
  const [uid, gid] = await Promise.all([run('id', ['-u', account]), run('id', ['-g', account])]);
  if (uid.code !== 0 || gid.code !== 0) return undefined;
  return { uid: Number(uid.output), gid: Number(gid.output) };
}

async function create() {
  const made = await run('useradd', ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent', '--shell', '/usr/sbin/nologin', ownAccount]);
  const ids = await idsOf(ownAccount);
  if (ids) return ids;
  throw new Fault(`PostgreSQL does not run as root, and no account could be made for it (${lastLine(made.output)}).`,
    'Start Comprobante as a user other than root.');
}
