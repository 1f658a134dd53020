import type { Database } from './database.ts';
import { searchMost, type Search } from './document-query.ts';

/** A CUIT is searched as it is stored, by its digits. */
const plain = (words: string): string => (/^\d{2}-\d{8}-\d$/.test(words) ? words.replaceAll('-', '') : words);

/** Where in file names, issuers, tax ids and numbers the words stand, whatever their case and accents. */
export async function searchDocuments(db: Database, tenantId: string, words: string): Promise<Search> {
  const wanted = plain(words);
  const [rows = []] = await db.read(tenantId, [{ text: 'SELECT search_documents($1, $2) AS ids', values: [wanted, searchMost + 1] }]);
  const ids = rows[0]?.['ids'] as string[] | null;
  return ids && ids.length <= searchMost ? { ids } : { words: wanted, areMany: ids !== null };
}
