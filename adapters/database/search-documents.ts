import type { Statement } from './ask-together.ts';
import { commonWords, plainWords, searchMost, type Search } from './document-query.ts';

/**
 * Looks for the words in file names, issuers, tax ids and numbers, whatever their case and accents; and notes, for the statements of the same transaction, whether they are common.
 * Those then read in the list's order, without sorting: the planner, which does not know how common the words are, would look at every row first.
 */
export const searchStatement = (words: string): Statement => ({
  text: `SELECT ids, set_config('${commonWords}', (ids IS NULL)::text, true), set_config('enable_sort', 'off', true) FROM (SELECT search_documents($1, $2) AS ids OFFSET 0) search`, values: [plainWords(words), searchMost + 1], isKept: true,
});

/** What the search's statement found; null: the words are common. */
export function foundBy(words: string, [row]: Record<string, unknown>[] = []): Search | null {
  const ids = row?.['ids'] as string[] | null;
  if (ids === null) return null;
  return ids.length <= searchMost ? { ids } : { words, are: 'many' };
}
