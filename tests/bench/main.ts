// `npm run --silent bench -- [NAME…] [--json]`: runs the benchmarks named, or all that there are, one after the other.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const names = ['reading', 'endurance', 'accuracy', 'invented', 'api', 'uploads', 'webhooks', 'pipeline', 'console'];
const scriptOf = (name: string): string => path.join(import.meta.dirname, `${name}.ts`);

const given = process.argv.slice(2);
/** An option, or what stands behind one and is no benchmark's name: `--documents 1000`. */
const isFlag = (arg: string, index: number): boolean => arg.startsWith('-') || (given[index - 1]?.startsWith('--') === true && !names.includes(arg));
const [flags, wanted] = [given.filter(isFlag), given.filter((arg, index) => !isFlag(arg, index))];
const unknown = wanted.filter((name) => !names.includes(name) || !existsSync(scriptOf(name)));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}; there are ${names.filter((name) => existsSync(scriptOf(name))).join(', ')}.`);
  process.exit(2);
}

const run = (name: string): Promise<number> => new Promise((resolve) => {
  spawn(process.execPath, [scriptOf(name), ...flags], { stdio: 'inherit' }).on('exit', (code) => resolve(code ?? 1));
});

let failed = 0;
for (const name of wanted.length > 0 ? wanted : names.filter((one) => existsSync(scriptOf(one)))) if (await run(name) !== 0) failed++;
process.exitCode = failed > 0 ? 1 : 0;
