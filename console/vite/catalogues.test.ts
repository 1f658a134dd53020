import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { errorCodes } from '../../contract/errors.ts';
import { attemptFaults } from '../../contract/webhook.ts';

const root = join(import.meta.dirname, '..', 'messages');
const areas = readdirSync(join(root, 'es'));

/** Every key of a catalogue with the parameters of its sentences. */
function entries(language: string, area: string): string[] {
  const walk = (value: unknown, path: string): string[] =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.entries(value).flatMap(([key, inner]) => walk(inner, path === '' ? key : `${path}.${key}`))
      : [`${path} ${[...new Set(JSON.stringify(value).match(/\{\w+\}/g))].sort().join(' ')}`];
  return walk(JSON.parse(readFileSync(join(root, language, area), 'utf8')), '').sort();
}

it('both languages have the same files', () => {
  expect(readdirSync(join(root, 'en'))).toEqual(areas);
});

it.each(areas)('%s says the same things with the same parameters in both languages', (area) => {
  expect(entries('en', area)).toEqual(entries('es', area));
});

// The compiler takes such a pair for a change of every message, one by one: minutes instead of seconds.
it('no message stands in two files', () => {
  const keys = areas.flatMap((area) => entries('es', area).map((entry) => entry.split(' ')[0]));
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

it.each(['es', 'en'])('in %s every error code that is answered or stored has a sentence of its own', (language) => {
  const { errors: sentences } = JSON.parse(readFileSync(join(root, language, 'errors.json'), 'utf8')) as { errors: Record<string, string> };
  expect([...errorCodes, ...attemptFaults].filter((code) => !sentences[code]?.trim())).toEqual([]);
  expect(Object.entries(sentences).filter(([code, text]) => text.includes(code))).toEqual([]);
});

it('every message is said somewhere', () => {
  const sources = join(root, '..', 'src');
  const code = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(svelte|ts)$/.test(file) && !file.includes('paraglide')).map((file) => readFileSync(join(sources, file), 'utf8')).join('\n');
  const said = new Set(code.match(/(?<=\bm\.)\w+|(?<=\bm\[['"])[\w-]+/g));
  // The two that hold a sentence for each code are asked for by the code.
  const keys = areas.flatMap((area) => Object.keys(JSON.parse(readFileSync(join(root, 'es', area), 'utf8')) as object)).filter((key) => !key.startsWith('$') && !['errors', 'remedies'].includes(key));
  expect(keys.filter((key) => !said.has(key))).toEqual([]);
});

it('every file is part of the project', () => {
  const settings = readFileSync(join(root, '..', 'project.inlang', 'settings.json'), 'utf8');
  expect(areas.filter((area) => !settings.includes(`/${area}`))).toEqual([]);
});
