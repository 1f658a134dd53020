import { labelKey } from '../layout/fold.ts';
import { once } from '../once.ts';
import { amountLabels } from './amount-labels.ts';
import { columnLabels } from './column-labels.ts';
import type { Concept, LabelGroup, Language } from './concepts.ts';
import { dateLabels } from './date-labels.ts';
import { identifierLabels } from './identifier-labels.ts';
import { partyLabels } from './party-labels.ts';
import { titleLabels } from './title-labels.ts';

/** Ways to write "number" beside a label. */
const numberWords = ['', 'no', 'n', 'nro', 'num', 'numero', 'number', 'nr', 'nbr'];

export interface LabelMeaning {
  concept: Concept;
  strength: number;
}

export interface LabelEntry {
  key: string;
  meanings: LabelMeaning[];
  languages: Language[];
}

export interface LabelNode {
  next: Map<string, LabelNode>;
  entry: LabelEntry | null;
}

/** The keys of a phrase. A word such as "factura #" without its "number" says less: it stands in titles and sentences too. */
function expand(phrase: string, strength: number): { key: string; strength: number }[] {
  if (!phrase.includes('#')) return [{ key: labelKey(phrase), strength }];
  return numberWords.map((word) => ({ key: labelKey(phrase.replace('#', word)), strength: word ? strength : Math.min(strength, 1) }));
}

function addMeaning(entry: LabelEntry, concept: Concept, strength: number, language: Language): void {
  const known = entry.meanings.find((meaning) => meaning.concept === concept);
  if (!known) entry.meanings.push({ concept, strength });
  else known.strength = Math.max(known.strength, strength);
  if (!entry.languages.includes(language)) entry.languages.push(language);
}

function entriesOf(groups: LabelGroup[]): Map<string, LabelEntry> {
  const entries = new Map<string, LabelEntry>();
  for (const group of groups) {
    for (const [language, phrases] of Object.entries(group.phrases)) {
      for (const { key, strength } of phrases.split('|').flatMap((phrase) => expand(phrase, group.strength))) {
        if (!key) continue;
        const entry = entries.get(key) ?? { key, meanings: [], languages: [] };
        addMeaning(entry, group.concept, strength, language as Language);
        entries.set(key, entry);
      }
    }
  }
  return entries;
}

function trieOf(entries: Map<string, LabelEntry>): LabelNode {
  const root: LabelNode = { next: new Map(), entry: null };
  for (const [key, entry] of entries) {
    let node = root;
    for (const character of key) {
      let child = node.next.get(character);
      if (!child) node.next.set(character, (child = { next: new Map(), entry: null }));
      node = child;
    }
    node.entry = entry;
  }
  return root;
}

/** Keys without one of their letters → key: finds labels with one letter wrong, missing or added (symmetric deletion). */
function deletionsOf(entries: Map<string, LabelEntry>): Map<string, LabelEntry> {
  const deletions = new Map<string, LabelEntry>();
  for (const [key, entry] of entries) {
    if (key.length < 5) continue;
    for (let i = 0; i < key.length; i++) {
      const short = key.slice(0, i) + key.slice(i + 1);
      if (!deletions.has(short)) deletions.set(short, entry);
    }
  }
  return deletions;
}

const entries = entriesOf([...dateLabels, ...identifierLabels, ...amountLabels, ...columnLabels, ...partyLabels, ...titleLabels]);

export const labelTrie: LabelNode = trieOf(entries);

/** Only pages read by OCR ask for it. */
const deletions = once(() => deletionsOf(entries));

/** The label that a word of at least six letters means although OCR got one letter wrong; null where there is none. */
export function nearestLabel(key: string): LabelEntry | null {
  if (key.length < 5) return null;
  const added = deletions().get(key);
  if (added) return added;
  for (let i = 0; i < key.length; i++) {
    const short = key.slice(0, i) + key.slice(i + 1);
    const exact = entries.get(short);
    if (exact && short.length >= 5) return exact;
    const substituted = deletions().get(short);
    if (substituted && substituted.key.length === key.length) return substituted;
  }
  return null;
}
