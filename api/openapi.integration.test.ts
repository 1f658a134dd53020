// A kept linter's opinion of the document, and that it says what the committed one says.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { createOpenApi } from './openapi.ts';

const root = join(import.meta.dirname, '..');
const document = createOpenApi('0.1.0', 'http://localhost:8787');

it('is the committed document', async () => {
  const committed = JSON.parse(await readFile(join(import.meta.dirname, 'openapi.json'), 'utf8')) as unknown;
  expect(JSON.parse(JSON.stringify(document)), 'run `node api/write-openapi.ts` and review the difference').toEqual(committed);
});

it('is clean for the linter', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'comprobante-openapi-'));
  await writeFile(join(folder, 'openapi.json'), JSON.stringify(document));
  const lint = promisify(execFile)(process.execPath, [join(root, 'node_modules/@redocly/cli/bin/cli.js'), 'lint', join(folder, 'openapi.json'), '--config', join(root, 'redocly.yaml'), '--format', 'json'], {
    cwd: folder, env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
  });
  const { stdout } = await lint.catch((error: { stdout: string; stderr: string }) => error);
  const { problems } = JSON.parse(stdout) as { problems: { message: string; ruleId: string; location: { pointer: string }[] }[] };
  expect(problems.map((p) => `${p.ruleId}: ${p.message} at ${p.location[0]?.pointer}`)).toEqual([]);
});
