// CUIT: two digits of kind, eight of number, one check digit, modulo 11 (AFIP RG 10/97).
const weights = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];

export type TaxIdHint = 'empty' | 'incomplete' | 'right' | 'wrong' | 'foreign';

/** What can be said of a tax id while it is being typed. The API has the last word. */
export function taxIdHint(text: string): TaxIdHint {
  const compact = text.replace(/[\s.-]/g, '');
  if (compact === '') return 'empty';
  if (!/^\d+$/.test(compact) || compact.length > 11) return 'foreign';
  if (compact.length < 11) return 'incomplete';
  const sum = weights.reduce((total, weight, index) => total + weight * Number(compact[index]), 0);
  const rest = (11 - (sum % 11)) % 11;
  return rest < 10 && rest === Number(compact[10]) ? 'right' : 'wrong';
}

/** With dashes where it is a CUIT, otherwise as it is. */
export function formatTaxId(taxId: string): string {
  return taxId.replace(/^(\d{2})(\d{8})(\d)$/, '$1-$2-$3');
}
