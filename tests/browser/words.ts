import { readdirSync, readFileSync } from 'node:fs';
import type { Language } from './browser.ts';

const folder = new URL('../../console/messages/', import.meta.url);

type Catalogue = Record<string, unknown>;

/** The console's own words of a language, by their keys, so that one journey can be made in both. */
export function wordsOf(language: Language): (key: string, parameters?: Record<string, string>) => string {
  const areas = new URL(`${language}/`, folder);
  const all: Catalogue = Object.assign({}, ...readdirSync(areas).map((file) => JSON.parse(readFileSync(new URL(file, areas), 'utf8')) as Catalogue));
  return (key, parameters = {}) => {
    const sentence = all[key];
    if (typeof sentence !== 'string') throw new Error(`${key} is no plain sentence`);
    return sentence.replace(/\{(\w+)\}/g, (_, name: string) => parameters[name] ?? `{${name}}`);
  };
}
