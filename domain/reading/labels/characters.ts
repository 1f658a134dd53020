import { fold, labelCharacter } from '../layout/fold.ts';

/** What finding labels asks of a printed character. */
export interface Character {
  text: string;
  isLetter: boolean;
  isUpper: boolean;
  isLower: boolean;
  isDigit: boolean;
  /** What the label index sees of it: nothing of punctuation, two letters of "ß". */
  parts: { canonical: string; isFirst: boolean; isLast: boolean }[];
}

function describe(text: string): Character {
  const folded = fold(text);
  const parts = [...folded].map((part, k) => ({ canonical: labelCharacter(part), isFirst: k === 0, isLast: k === folded.length - 1 })).filter(({ canonical }) => canonical !== '');
  return { text, isLetter: /\p{L}/u.test(text), isUpper: /\p{Lu}/u.test(text), isLower: /\p{Ll}/u.test(text), isDigit: /\d/.test(text), parts };
}

/** Latin, Greek and Cyrillic are remembered; other characters are rare on invoices, and too many to keep. */
const lastRemembered = '\u052f';
const known = new Map<string, Character>();

/** The characters of a text. */
export function charactersOf(text: string): Character[] {
  return [...text].map((character) => {
    if (character > lastRemembered) return describe(character);
    let found = known.get(character);
    if (!found) known.set(character, (found = describe(character)));
    return found;
  });
}
