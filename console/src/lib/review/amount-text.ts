import type { Locale } from '../format.ts';

/** Which sign separates decimals: `12.750,00` or `12,750.00`. */
export type DecimalSign = ',' | '.';

export const decimalSignOf: Record<Locale, DecimalSign> = { es: ',', en: '.' };

/**
 * A decimal text (`12750.00`) from an amount as people and documents write it, or null where it is none.
 * With both signs the last one separates decimals; a lone sign before exactly three digits groups thousands unless it is `decimalSign`.
 */
export function readAmount(text: string, decimalSign: DecimalSign): string | null {
  const negative = /^\s*\(.*\)\s*$|^[^\d]*-|-\s*$/.test(text);
  const body = text.replace(/[^\d.,]/g, '').replace(/[.,]$/, '');
  if (!/\d/.test(body) || /[a-z]{4,}/i.test(text)) return null;
  const separator = decimalSeparator(body, decimalSign);
  const [whole = '', fraction = ''] = separator === null ? [body] : splitLast(body, separator);
  const digits = whole.replace(/[.,]/g, '').replace(/^0+(?=\d)/, '') || '0';
  if ((separator !== null && whole.includes(separator)) || digits.length > 15 || fraction.length > 6) return null;
  return `${negative ? '-' : ''}${digits}${fraction === '' ? '' : `.${fraction}`}`;
}

function decimalSeparator(body: string, decimalSign: DecimalSign): DecimalSign | null {
  const comma = body.lastIndexOf(',');
  const point = body.lastIndexOf('.');
  if (comma >= 0 && point >= 0) return comma > point ? ',' : '.';
  const sign = comma >= 0 ? ',' : point >= 0 ? '.' : null;
  if (sign === null || body.indexOf(sign) !== body.lastIndexOf(sign)) return null;
  const isThousands = body.length - body.indexOf(sign) === 4 && sign !== decimalSign;
  return isThousands ? null : sign;
}

function splitLast(text: string, separator: string): [string, string] {
  const at = text.lastIndexOf(separator);
  return [text.slice(0, at), text.slice(at + 1)];
}

/** The decimal sign that the amounts of a page agree on, or null where none settles it. */
export function decimalSignIn(words: readonly { text: string }[]): DecimalSign | null {
  const commas = words.filter(({ text }) => /\d,\d{2}$/.test(text)).length;
  const points = words.filter(({ text }) => /\d\.\d{2}$/.test(text)).length;
  return commas === points ? null : commas > points ? ',' : '.';
}
