/** Prefixes that AFIP gives (python-stdnum `ar.cuit`, and 25, 26, 51, 55 as they are met): 20, 23, 24, 25, 26, 27 to persons (CUIT or CUIL), 30, 33, 34 to companies, 50, 51, 55 to foreigners. */
const KINDS: Record<string, CuitKind> = {
  20: 'person', 23: 'person', 24: 'person', 25: 'person', 26: 'person', 27: 'person',
  30: 'company', 33: 'company', 34: 'company',
  50: 'foreign', 51: 'foreign', 55: 'foreign',
};
export type CuitKind = 'person' | 'company' | 'foreign';

const WEIGHTS = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];

/**
 * The check digit of the first ten digits: 11 − (weighted sum mod 11), 11 → 0, 10 → 9 (python-stdnum `ar.cuit`).
 * A strict reading refuses the last case, since AFIP then changes the prefix to 23 or 33; numbers with it are in use all the same.
 */
export function cuitCheckDigit(tenDigits: string): string {
  const total = WEIGHTS.reduce((sum, weight, at) => sum + weight * Number(tenDigits[at]), 0);
  return '012345678990'[11 - (total % 11)] ?? '';
}

/** The eleven digits of a CUIT, CUIL or CDI written with or without separators; null where prefix or check digit is wrong. */
export function parseCuit(text: string): string | null {
  const digits = text.trim().replace(/^(?:CUI[TL]|CDI)\s*:?\s*/i, '').replace(/[\s.\-–/]/g, '');
  if (!/^\d{11}$/.test(digits) || KINDS[digits.slice(0, 2)] === undefined) return null;
  return cuitCheckDigit(digits) === digits[10] ? digits : null;
}

export const isCuit = (text: string): boolean => parseCuit(text) !== null;

export function cuitKind(cuit: string): CuitKind | null {
  const digits = parseCuit(cuit);
  return digits === null ? null : (KINDS[digits.slice(0, 2)] ?? null);
}

/** `30123456781` → `30-12345678-1`, as Argentines write it; other text stays as it is. */
export const formatCuit = (cuit: string): string => cuit.replace(/^(\d{2})(\d{8})(\d)$/, '$1-$2-$3');
