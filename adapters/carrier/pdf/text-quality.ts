import type { Word } from '../../../contract/page.ts';

/** Share of characters from which a text layer is not text: fonts without a map to Unicode give private-use or control characters. */
const garbageShare = 0.3;

const unreadable = /[\p{Co}\p{Cn}\p{Cc}\uFFFD]/u;

/** Whether the characters of a page's text layer mean nothing. */
export function isGarbage(words: readonly Word[]): boolean {
  let all = 0;
  let bad = 0;
  for (const { text } of words) {
    for (const char of text) {
      all++;
      if (unreadable.test(char)) bad++;
    }
  }
  return all > 0 && bad / all >= garbageShare;
}

/** Letters and digits of a page, by which a page of text is told from one with a stamp on it. */
export function legibleCharacters(words: readonly Word[]): number {
  return words.reduce((sum, { text }) => sum + (text.match(/[\p{L}\p{N}]/gu)?.length ?? 0), 0);
}
