import { americanTaxIds } from './america.ts';
import { eurasianTaxIds } from './eurasia.ts';
import type { TaxIdCheck, TaxIdKind } from './tax-id-check.ts';

const checks: TaxIdCheck[] = [...americanTaxIds, ...eurasianTaxIds];

/** The kinds of the checks that a text passes. A failed check makes an error with its stack inside: none is asked in vain. */
function passed(asked: TaxIdCheck[], text: string): TaxIdKind[] {
  const compact = text.toUpperCase().replace(/[\s.\-–/·:]/g, '');
  if (compact.length < 7 || compact.length > 18 || /^(.)\1+$/.test(compact)) return [];
  return asked.filter(({ form, isValid }) => form.test(compact) && isValid(compact)).map(({ kind }) => kind);
}

/**
 * The kinds of tax id whose form and check digit a text passes, with or without the country's prefix; none where it passes no check.
 * A bare number may pass by chance (one in ten or eleven for most kinds), so this is evidence beside the country and the label, no proof.
 */
export const taxIdKinds = (text: string): TaxIdKind[] => passed(checks, text);

/** Whether a text is a tax id of a country (ISO 3166) by its check digit; null where the country's tax ids are not known here. */
export function isTaxIdOf(country: string, text: string): boolean | null {
  const prefix = `${country.toLowerCase()}-`;
  const own = checks.filter(({ kind }) => kind.startsWith(prefix));
  return own.length === 0 ? null : passed(own, text).length > 0;
}
