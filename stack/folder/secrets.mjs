import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '../fault.mjs';
import { readJson, writeJson } from './json-file.mjs';

/**
 * @typedef {object} Secrets
 * @property {string} databaseOwnerPassword
 * @property {string} databaseAppPassword
 * @property {string} databaseSystemPassword
 * @property {string} s3AccessKey
 * @property {string} s3SecretKey
 * @property {string} secretsKey base64 of 32 bytes; encrypts secrets at rest in the database.
 * @property {string} sessionSecret
 */

const makers = {
  databaseOwnerPassword: () => randomBytes(24).toString('base64url'),
  databaseAppPassword: () => randomBytes(24).toString('base64url'),
  databaseSystemPassword: () => randomBytes(24).toString('base64url'),
  s3AccessKey: () => randomBytes(12).toString('hex'),
  s3SecretKey: () => randomBytes(24).toString('base64url'),
  secretsKey: () => randomBytes(32).toString('base64'),
  sessionSecret: () => randomBytes(32).toString('base64url'),
};

/**
 * The installation's passwords and keys: generated for each data folder, kept in `secrets.json` for its owner alone.
 * @param {string} dataDir
 * @returns {Promise<Secrets>}
 */
export async function loadSecrets(dataDir) {
  const file = join(dataDir, 'secrets.json');
  const found = await readJson(file);
  if (!found && (existsSync(file) || existsSync(join(dataDir, 'postgres', 'PG_VERSION')))) {
    throw new Fault(`${file} is missing or damaged, and the data beside it cannot be opened without it.`,
      'Put it back from your backup. Without one, move the data folder aside and start afresh.');
  }
  const secrets = Object.fromEntries(Object.entries(makers).map(([name, make]) => {
    const known = found?.[name];
    return [name, typeof known === 'string' && known ? known : make()];
  }));
  if (Object.keys(makers).some((name) => found?.[name] !== secrets[name])) await writeJson(file, secrets);
  return /** @type {Secrets} */ (/** @type {unknown} */ (secrets));
}
