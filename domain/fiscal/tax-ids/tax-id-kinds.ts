import { americanTaxIds } from './america.ts';
import { eurasianTaxIds } from './eurasia.ts';
import type { TaxIdCheck, TaxIdKind } from './tax-id-check.ts';

const checks: TaxIdCheck[] = [...americanTaxIds, ...eurasianTaxIds];

/**
 * The kinds of tax id whose form and check digit a text passes, with or without the country's prefix; none where it passes no check.
 * A bare number may pass by chance (one in ten or eleven for most kinds), so this is evidence beside the country and the label, no proof.
 */
export function taxIdKinds(text: string): TaxIdKind[] {
  const compact = text.toUpperCase().replace(/[\s.\-–/·:]/g, '');
  if (compact.length < 7 || compact.length > 18 || /^(.)\1+$/.test(compact)) return [];
  return checks.filter(({ form, isValid }) => form.test(compact) && isValid(compact)).map(({ kind }) => kind);
}

/** Whether a text is a tax id of a country (ISO 3166) by its check digit; null where the country's tax ids are not known here. */
export function isTaxIdOf(country: string, text: string): boolean | null {
  const prefix = `${country.toLowerCase()}-`;
  if (!checks.some(({ kind }) => kind.startsWith(prefix))) return null;
  return taxIdKinds(text).some((kind) => kind.startsWith(prefix));
}
