// Prints what the carrier reader sees in files: node adapters/carrier/show.ts FILE…
import { readFile } from 'node:fs/promises';
import { AppError } from '../../contract/errors.ts';
import { createCarrierReader } from './carrier-reader.ts';
import { intoLines } from './lines.ts';
import type { Timings } from './messages.ts';

let timings: Timings = {};
const reader = createCarrierReader({ slots: 1, onTimings: (last) => { timings = last; }, log: { warn: (fields, message) => console.error(message, fields) } });
for (const file of process.argv.slice(2)) {
  try {
    const carrier = await reader.open(await readFile(file), {});
    const pages = carrier.pages.map(({ words, ...page }) => ({ ...page, lines: intoLines(words).map((line) => line.map((word) => word.text).join(' ')) }));
    const structures = carrier.structures.map(({ name, xml }) => ({ name, length: xml.length, head: xml.slice(0, 200) }));
    console.log(JSON.stringify({ file, ...carrier, pages, structures, timings }, null, 1));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    console.log(JSON.stringify({ file, error: { code: error.code, message: error.message, details: error.details } }, null, 1));
  }
}
await reader.close();
