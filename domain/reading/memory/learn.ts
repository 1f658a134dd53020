import { fieldNames, keyFields, type Extraction, type FieldName } from '../../../contract/extraction.ts';
import type { Page } from '../../../contract/page.ts';
import { scan } from '../scan/scan.ts';
import { findSighting, placeOf } from './sightings.ts';
import { supplierKey, type SupplierMemory, type SupplierRecord } from './supplier-memory.ts';

/** What a person made of a reading: a field's right value, or null where the document has none. Fields left out were right as read. */
export type Corrections = Partial<Record<FieldName, string | null>>;

/** A reading with the pages that it was read from. */
export interface ReviewedReading {
  extraction: Extraction;
  pages: Page[];
}

const emptyRecord = (): SupplierRecord => ({ name: null, defaults: {}, places: {}, seen: 0 });

/** Values that stay the same from one document of a supplier to the next. */
const constant: readonly FieldName[] = ['currency', 'issuerName', 'issuerTaxId'];

/** The values as the person left them. */
function finalValues({ fields }: Extraction, corrections: Corrections): Partial<Record<FieldName, string>> {
  const values: Partial<Record<FieldName, string>> = {};
  for (const name of fieldNames) {
    const value = corrections[name] === undefined ? fields[name]?.value : corrections[name];
    if (value) values[name] = value;
  }
  return values;
}

/**
 * Learns from an approved review. Corrected fields teach where they stand; a correction of a constant field (currency, name) becomes the
 * supplier's default. Nothing is learnt of an issuer without tax id and name. Pure: gives a new memory.
 * `today` is the ISO date by which two-digit years are read.
 */
export function learn(memory: SupplierMemory | null, reading: ReviewedReading, corrections: Corrections, today: string): SupplierMemory {
  const known: SupplierMemory = memory ?? { version: 1, suppliers: {} };
  const values = finalValues(reading.extraction, corrections);
  const key = supplierKey(values.issuerTaxId, values.issuerName);
  if (!key) return known;
  const record = known.suppliers[key] ?? emptyRecord();
  const seen = scan(reading.pages, [], { today });
  const places = { ...record.places };
  const defaults = { ...record.defaults };
  for (const name of fieldNames) {
    const isCorrected = corrections[name] !== undefined;
    const value = values[name];
    if (!isCorrected && !(keyFields as readonly FieldName[]).includes(name)) continue;
    // A field that a person emptied does not stand where it was read.
    if (value === undefined) delete places[name];
    else if (isCorrected) {
      const sighting = findSighting(seen, name, value);
      if (sighting) places[name] = placeOf(seen, sighting);
      if (constant.includes(name)) defaults[name] = value;
    }
  }
  const name = corrections.issuerName ?? record.name ?? values.issuerName ?? null;
  return { ...known, suppliers: { ...known.suppliers, [key]: { name, defaults, places, seen: record.seen + 1 } } };
}
