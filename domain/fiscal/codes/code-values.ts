/** Decimal text of an amount in a code, with point or comma; leading zeros go, as in CFDI's `0000001234.560000`. Null where it is none. */
export function codeAmount(text: string | undefined): string | null {
  const written = text?.trim() ?? '';
  const plain = /,\d{1,6}$/.test(written) ? written.replaceAll('.', '').replace(',', '.') : written.replaceAll(',', '');
  const match = /^(-?)0*(\d{1,15})(\.\d{1,6})?$/.exec(plain);
  return match === null ? null : `${match[1]}${match[2]}${match[3] ?? ''}`;
}

/** ISO date from `2026-03-06`, `20260306`, `06/03/2026` or `06-03-2026` (day first); null where no such day exists. */
export function codeDate(text: string | undefined): string | null {
  const written = text?.trim() ?? '';
  const match =
    /^(?<y>\d{4})[-/]?(?<m>\d{2})[-/]?(?<d>\d{2})(?!\d)/.exec(written) ?? /^(?<d>\d{1,2})[-/.](?<m>\d{1,2})[-/.](?<y>\d{4})(?!\d)/.exec(written);
  const { y = '', m = '', d = '' } = match?.groups ?? {};
  const day = new Date(Date.UTC(Number(y), Number(m) - 1, Number(d)));
  if (match === null || day.getUTCMonth() !== Number(m) - 1 || day.getUTCDate() !== Number(d)) return null;
  return `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`;
}

/** `080512` → `2012-05-08`: day, month and two digits of the year, all of this century. */
export const shortDate = (text: string): string | null => codeDate(`20${text.slice(4, 6)}${text.slice(2, 4)}${text.slice(0, 2)}`);

/** Digits without the zeros in front; a lone zero stays. */
export const bareNumber = (digits: string): string => digits.replace(/^0+(?=\d)/, '');

/** A check digit over weights 2, 3 … up to `last` from the right, then again from 2: 11 − (sum mod 11), which SEFAZ and the SRI share. */
export function modulo11(digits: string, last: number): number {
  let sum = 0;
  for (let at = digits.length - 1, weight = 2; at >= 0; at--, weight = weight === last ? 2 : weight + 1) sum += weight * Number(digits[at]);
  return 11 - (sum % 11);
}
