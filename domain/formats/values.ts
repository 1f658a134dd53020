import Big from 'big.js';
import { attribute, pathOf, type XmlElement } from './element.ts';
import type { Certainty, Stated } from './reading.ts';

/**
 * The contract's decimal text from an XML decimal or double, never through a float: `+007.50` → `7.50`, `1.5E3` → `1500`.
 * Scale stays as written up to six places and is rounded half up beyond them. Null where it is no number, or has more than 15 integer digits.
 */
export function decimal(text: string | undefined): string | null {
  const compact = text?.replace(/[\s\u00a0]/g, '') ?? '';
  const written = /^[+-]?\d+,\d{1,6}$/.test(compact) ? compact.replace(',', '.') : compact;
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,2}))?$/.exec(written);
  if (match === null || (!match[2] && !match[3])) return null;
  const digits = (match[2] || '0').replace(/^0+(?=\d)/, '');
  const fraction = match[3] ?? '';
  const number = new Big(`${match[1] === '-' ? '-' : ''}${digits}.${fraction || '0'}e${match[4] ?? '0'}`);
  const isPlain = match[4] === undefined && fraction.length <= 6;
  const result = isPlain ? number.toFixed(fraction.length) : number.round(6, Big.roundHalfUp).toFixed();
  const unsigned = number.eq(0) ? result.replace('-', '') : result;
  return /^-?\d{1,15}(\.\d{1,6})?$/.test(unsigned) ? unsigned : null;
}

const scale = (amount: string): number => amount.split('.')[1]?.length ?? 0;

/** A sum in decimal text, with as many places as the most exact term; null terms are left out, and nothing to add is null. */
export function sum(terms: (string | null | undefined)[]): string | null {
  const present = terms.filter((term): term is string => term != null);
  if (present.length === 0) return null;
  return decimal(present.reduce((total, term) => total.plus(term), new Big(0)).toFixed(Math.max(...present.map(scale))));
}

export function minus(a: string, b: string | null | undefined): string {
  return b == null ? a : new Big(a).minus(b).toFixed(Math.max(scale(a), scale(b)));
}

/** Per cent from a factor: `0.160000` → `16`. */
export function percent(factor: string | null): string | null {
  return factor === null ? null : decimal(new Big(factor).times(100).toFixed());
}

/** ISO date from `2026-03-06`, with or without time and zone, `20260306` (UN/CEFACT 102 and longer) or `06/03/2026` (day first); null where no such day exists. */
export function isoDate(text: string | undefined): string | null {
  const written = text?.trim() ?? '';
  const match =
    /^(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})(?!\d)/.exec(written) ??
    /^(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})(?:\d{4}|\d{6})?(?!\d)/.exec(written) ??
    /^(?<d>\d{1,2})[/.-](?<m>\d{1,2})[/.-](?<y>\d{4})(?!\d)/.exec(written);
  if (match?.groups === undefined) return null;
  const { y = '', m = '', d = '' } = match.groups;
  const day = new Date(Date.UTC(Number(y), Number(m) - 1, Number(d)));
  const isReal = day.getUTCFullYear() === Number(y) && day.getUTCMonth() === Number(m) - 1 && day.getUTCDate() === Number(d);
  return isReal ? `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}` : null;
}

/** Whitespace within a name or an identifier is layout: writers break lines inside elements. */
export const oneLine = (text: string | undefined): string | null => text?.replace(/\s+/g, ' ').trim() || null;

type Normalise = (text: string | undefined) => string | null;

/** The element's text with its place, or nothing where it is absent, blank or not of the kind. */
export function stated(element: XmlElement | undefined, normalise: Normalise = oneLine, certainty: Certainty = 'stated'): Stated | undefined {
  const value = normalise(element?.text);
  return element === undefined || value === null ? undefined : { value, path: pathOf(element), certainty };
}

/** The same for an attribute; its place is written as in XPath. */
export function statedAttribute(element: XmlElement | undefined, name: string, normalise: Normalise = oneLine): Stated | undefined {
  const value = normalise(attribute(element, name));
  return element === undefined || value === null ? undefined : { value, path: `${pathOf(element)}/@${name}`, certainty: 'stated' };
}

/** A value computed from others, at the place that they come from. */
export const derived = (value: string | null, from: XmlElement | undefined): Stated | undefined =>
  value === null || from === undefined ? undefined : { value, path: pathOf(from), certainty: 'derived' };

/** The amount itself where there is one, the sum of several at the place of the first. */
export function statedSum(amounts: (Stated | undefined)[]): Stated | undefined {
  const present = amounts.filter((amount) => amount !== undefined);
  const [first] = present;
  const value = sum(present.map((amount) => amount.value));
  return first === undefined || present.length === 1 || value === null ? first : { value, path: first.path, certainty: 'derived' };
}

/** A value that the format itself implies. */
export const implied = (value: string, from: XmlElement | undefined): Stated | undefined =>
  from === undefined ? undefined : { value, path: pathOf(from), certainty: 'implied' };

/** The first element whose text is of the kind. */
export function firstStated(elements: XmlElement[], normalise: Normalise = oneLine): Stated | undefined {
  for (const element of elements) {
    const found = stated(element, normalise);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Leaves absent entries out, as the contract's records want it. */
export function present<K extends string, V>(entries: Record<K, V | undefined>): Partial<Record<K, V>> {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined)) as Partial<Record<K, V>>;
}
