import { parseCuit } from './cuit.ts';

/** What the Interleaved 2 of 5 bar code of RG 1702/2004 states. */
export interface FiscalBarcode {
  issuerCuit: string;
  typeCode: number;
  pointOfSale: number;
  /** CAI or CAE. */
  authorization: string;
  /** ISO date until which the CAI or CAE is valid. */
  authorizationDueDate: string;
  /** The code carries a check digit and it is right; 41 or 39 digits come without one. */
  isChecked: boolean;
}

/** [type digits, point of sale digits]: since RG 4291 three and five, before it two and four. */
const LAYOUTS: Record<number, [number, number]> = { 42: [3, 5], 41: [3, 5], 40: [2, 4], 39: [2, 4] };

/**
 * CUIT (11), type, point of sale, CAI or CAE (14), due date (8) and check digit, printed as one row of digits. Null where the length is
 * another, or where CUIT or date are impossible. A wrong check digit is an error of the scan: null too.
 */
export function parseBarcode(text: string): FiscalBarcode | null {
  const digits = text.replace(/\s/g, '');
  const layout = /^\d+$/.test(digits) ? LAYOUTS[digits.length] : undefined;
  if (layout === undefined) return null;
  const hasCheckDigit = digits.length % 2 === 0;
  if (hasCheckDigit && barcodeCheckDigit(digits.slice(0, -1)) !== digits.at(-1)) return null;
  const [type, point] = layout;
  const issuerCuit = parseCuit(digits.slice(0, 11));
  const authorizationDueDate = dateOf(digits.slice(11 + type + point + 14, 11 + type + point + 22));
  if (issuerCuit === null || authorizationDueDate === null) return null;
  return {
    issuerCuit,
    typeCode: Number(digits.slice(11, 11 + type)),
    pointOfSale: Number(digits.slice(11 + type, 11 + type + point)),
    authorization: digits.slice(11 + type + point, 11 + type + point + 14),
    authorizationDueDate,
    isChecked: hasCheckDigit,
  };
}

/** Odd places (from the left, the first is one) three times, even ones once; what is missing to the next ten (AFIP, RG 1702 annex). */
export function barcodeCheckDigit(digits: string): string {
  const total = [...digits].reduce((sum, digit, at) => sum + Number(digit) * (at % 2 === 0 ? 3 : 1), 0);
  return String((10 - (total % 10)) % 10);
}

function dateOf(digits: string): string | null {
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6, 8)];
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const isReal = Number(year) >= 2000 && date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return isReal ? `${year}-${month}-${day}` : null;
}
