// Writes one Carrier as JSON per file: node adapters/carrier/dump.ts OUTDIR PATH…  Folders are taken whole.
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../contract/errors.ts';
import { createCarrierReader } from './carrier-reader.ts';

const [outDir = 'carriers', ...paths] = process.argv.slice(2);
await mkdir(outDir, { recursive: true });
const files = (await Promise.all(paths.map(async (each) =>
  (await stat(each)).isDirectory() ? (await readdir(each)).sort().map((name) => path.join(each, name)) : [each]))).flat();
const reader = createCarrierReader();
await Promise.all(files.map(async (file) => {
  const result = await reader.open(await readFile(file), {}).catch((error: unknown) => {
    if (error instanceof AppError) return { error: { code: error.code, message: error.message, details: error.details } };
    throw error;
  });
  await writeFile(path.join(outDir, `${path.basename(file)}.json`), JSON.stringify(result));
}));
await reader.close();
