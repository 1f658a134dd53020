import type { Carrier } from '../../domain/ports.ts';
import { createRandom } from '../fixtures/synthetic/random.ts';

const confusions: Record<string, string> = { l: '1', i: 'l', o: '0', O: '0', I: 'l', e: 'c', s: '5', B: '8', n: 'r' };

/** Shares of words that are lost and of letters that are misread. */
export interface Damage { lost: number; confused: number }

/**
 * A carrier as a worse scan or a poorer text layer would have given it: words lost, letters (never digits) confused. The truth stays, so a value
 * that was lost makes the reader fall back on something else, and its confidence has to say so.
 */
export function damaged(carrier: Carrier, seed: number, { lost, confused }: Damage): Carrier {
  const random = createRandom(seed);
  const misread = (text: string): string => (/\d/.test(text) ? text : [...text].map((letter) => (random.chance(confused) ? (confusions[letter] ?? letter) : letter)).join(''));
  return { ...carrier, pages: carrier.pages.map((page) => ({ ...page, words: page.words.filter(() => !random.chance(lost)).map((word) => ({ ...word, text: misread(word.text) })) })) };
}
