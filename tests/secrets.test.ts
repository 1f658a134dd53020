// A kept scanner finds no secret in the project, and would find one.
import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');

async function scan(glob: string): Promise<{ code: number; output: string }> {
  const args = [join(root, 'node_modules/secretlint/bin/secretlint.js'), '--maskSecrets', '--secretlintrc', join(root, '.secretlintrc.json'), '--secretlintignore', join(root, '.secretlintignore'), glob];
  const { stdout, code = 0 } = await promisify(execFile)(process.execPath, args, { cwd: root }).catch((error: { stdout: string; code: number }) => error) as { stdout: string; code?: number };
  return { code, output: stdout };
}

it('no file of the project holds a secret', async () => {
  expect(await scan('**/*')).toEqual({ code: 0, output: '' });
}, 60_000);

it('a private key would be found', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'comprobante-secrets-'));
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048, privateKeyEncoding: { type: 'pkcs1', format: 'pem' }, publicKeyEncoding: { type: 'pkcs1', format: 'pem' } });
  await writeFile(join(folder, 'notes.txt'), privateKey);
  const { code, output } = await scan(`${folder}/*`);
  await rm(folder, { recursive: true, force: true });
  expect([code, output.includes('PrivateKey') || output.includes('privatekey')]).toEqual([1, true]);
}, 60_000);
