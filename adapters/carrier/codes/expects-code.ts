import type { Word } from '../../../contract/page.ts';

/** Words that stand beside a fiscal code: Argentina's CAE and its authority, Chile's stamp, Spain's VeriFactu, Peru's and Mexico's authorities. */
const signs = /^(c\.?a\.?e\.?a?\.?:?|afip|arca|comprobante|autorizado|timbre|veri\*?factu|sunat|cfdi|sat|tse|siat)$/i;

/** Whether a page says of itself that it should carry a machine-readable code. */
export function expectsCode(words: readonly Word[]): boolean {
  return words.some(({ text }) => signs.test(text.replace(/[:;,.]+$/, '')));
}
