import { parseCuit } from './fiscal/cuit.ts';

/** What somebody typed as a tax id, without separators; null for nothing. Eleven digits are a CUIT and must pass its check digit, or `valid` is false; other forms are other countries' and are taken as they are. */
export function readTaxId(text: string): { taxId: string | null; valid: boolean } {
  const bare = text.toUpperCase().replace(/[^0-9A-Z]/g, '');
  if (bare === '') return { taxId: null, valid: true };
  return { taxId: bare, valid: !/^\d{11}$/.test(bare) || parseCuit(bare) !== null };
}
