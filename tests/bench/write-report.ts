// Writes docs/benchmarks.md and its picture from what benchmarks printed: `npm run --silent bench -- NAME --json > FILE`, then `node tests/bench/write-report.ts FILE…`.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

interface Line {
  bench: string;
  figure: string;
  value: number;
  unit: string;
  baseline?: number;
  ratio?: number;
}

const docs = path.join(import.meta.dirname, '../../docs');
const files = process.argv.slice(2);
if (files.length === 0) throw new Error('Name the files that hold the figures.');
const lines = (await Promise.all(files.map((file) => readFile(file, 'utf8')))).join('\n').split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Line);

const short = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 2 : 0 });
const tables = [...Map.groupBy(lines, ({ bench }) => bench)].map(([bench, own]) => [
  `## ${bench}`, '', '| Figure | Value | beside | ratio |', '|---|--:|--:|--:|',
  ...own.map(({ figure, value, unit, baseline, ratio }) => `| ${figure} | ${short(value)} ${unit} | ${baseline === undefined ? '' : `${short(baseline)} ${unit}`} | ${ratio === undefined ? '' : ratio.toFixed(2)} |`),
].join('\n'));

/** Where the processor's time of a document goes, a bar for each process. */
function picture(bars: readonly { name: string; ms: number }[]): string {
  const [left, width, row] = [120, 420, 26];
  const most = Math.max(...bars.map(({ ms }) => ms));
  const drawn = bars.map(({ name, ms }, i) => {
    const y = 40 + i * row;
    const length = (width * ms) / most;
    return `<text x="${left - 8}" y="${y + 13}" text-anchor="end">${name}</text><rect x="${left}" y="${y}" width="${length.toFixed(1)}" height="18" rx="2" fill="#2563eb"/><text x="${(left + length + 6).toFixed(1)}" y="${y + 13}">${ms.toFixed(1)} ms</text>`;
  });
  const height = 52 + bars.length * row;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 ${height}" font-family="system-ui, sans-serif" font-size="13" fill="#374151" role="img"><title>Processor time of a digital PDF by process</title><rect width="640" height="${height}" fill="#fff"/><text x="8" y="22" font-size="14" font-weight="600">Processor time of a digital PDF, by process</text>${drawn.join('')}</svg>\n`;
}

const spent = /^digital PDF: processor time of (.+) for a document$/;
const bars = lines.flatMap(({ figure, value }) => {
  const name = spent.exec(figure)?.[1];
  return name === undefined ? [] : [{ name, ms: value }];
});
if (bars.length > 0) await writeFile(path.join(docs, 'benchmarks.svg'), picture(bars));

// What people wrote above the tables stays.
const before = await readFile(path.join(docs, 'benchmarks.md'), 'utf8').catch(() => '');
const head = before.split('\n## ')[0]?.trimEnd() || '# Benchmarks';
await writeFile(path.join(docs, 'benchmarks.md'), `${[head, ...tables].join('\n\n')}\n`);
