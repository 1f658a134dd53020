// Folding makes spellings comparable: no marks, no case, and, for labels, no spaces and no characters that OCR confuses.

const marks = /\p{M}+/gu;
const plain = /^[\x00-\x7f]*$/;
const unusual = /[^\x00-\x7f]+/g;

/** Lower case without diacritics; "Nº" becomes "no", "ß" "ss", the dotless i an i. */
export function fold(text: string): string {
  // Most words are plain: normalising them costs more than looking.
  if (plain.test(text)) return text.toLowerCase();
  // A plain character neither comes apart nor takes part in its neighbour's coming apart.
  const bare = text.replace(unusual, (letters) => letters.normalize('NFKD').replace(marks, '')).toLowerCase();
  return plain.test(bare) ? bare : bare.replaceAll('ı', 'i').replaceAll('ß', 'ss').replaceAll('ø', 'o').replaceAll('æ', 'ae');
}

/** Words of letters and digits, folded. */
export function foldedWords(text: string): string[] {
  return fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}

const confusions: Record<string, string> = { '0': 'o', '1': 'l', i: 'l', '|': 'l', '!': 'l', '5': 's', '8': 'b' };

/** One folded character as the label index sees it: characters that OCR takes for one another are one; '' is skipped. */
export function labelCharacter(character: string): string {
  const mapped = confusions[character];
  if (mapped) return mapped;
  return /[\p{L}\p{N}%]/u.test(character) ? character : '';
}

/** A phrase as the label index stores it: folded, without spaces or punctuation, confusable characters merged. */
export function labelKey(phrase: string): string {
  let key = '';
  for (const character of fold(phrase)) key += labelCharacter(character);
  return key;
}

/** Levenshtein distance, given up (as limit + 1) once it must exceed the limit. */
export function editDistance(a: string, b: string, limit = Infinity): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const cost = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1));
      next.push(cost);
      least = Math.min(least, cost);
    }
    if (least > limit) return limit + 1;
    row = next;
  }
  return row[b.length] ?? 0;
}

/** Whether two texts are alike in at least this share of their letters; gives up as soon as they cannot be. */
export function isSimilar(a: string, b: string, share: number): boolean {
  const limit = Math.floor((1 - share) * Math.max(a.length, b.length));
  return editDistance(a, b, limit) <= limit;
}

/** 1 for the same folded text, 0 for nothing in common. */
export function similarity(a: string, b: string): number {
  const longest = Math.max(a.length, b.length);
  return longest === 0 ? 1 : 1 - editDistance(a, b) / longest;
}
