import type { FieldName } from '../../../contract/extraction.ts';
import { isSameValue } from '../code/merge-codes.ts';
import type { Draft, FieldDraft } from '../draft.ts';
import { fold } from '../layout/fold.ts';
import { foldedText } from '../layout/fold-lines.ts';
import type { Scan } from '../scan/scan.ts';
import { likeness, sightingsOf } from './sightings.ts';
import { supplierKey, type FieldPlace, type SupplierMemory, type SupplierRecord } from './supplier-memory.ts';

/** Below it a place is not the remembered one. */
const leastLikeness = 0.6;

interface Known { key: string; record: SupplierRecord }

/** The supplier of a document: by the tax id that was read, or by a remembered name or tax id that stands on the page. */
function supplierOf(fields: Draft['fields'], scan: Scan, memory: SupplierMemory): Known | null {
  const key = supplierKey(fields.issuerTaxId?.value, fields.issuerTaxId ? undefined : fields.issuerName?.value);
  const record = key ? memory.suppliers[key] : undefined;
  if (key && record) return { key, record };
  // The issuer's tax id was not read, or another was: a logo may hold it. The name in the text says who it is.
  if (fields.issuerTaxId?.evidence['code'] !== undefined) return null;
  const recipient = fields.recipientTaxId?.value.replace(/[^A-Z0-9]/gi, '').toUpperCase();
  const text = foldedText(scan.layout);
  const named = Object.entries(memory.suppliers).filter(([other, { name }]) => other !== recipient && name !== null && name.length >= 6 && text.includes(fold(name)));
  const [only] = named;
  return only && named.length === 1 && !fields.issuerTaxId ? { key: only[0], record: only[1] } : null;
}

function isFixed(field: FieldDraft | undefined): boolean {
  return field?.evidence['code'] !== undefined || field?.evidence['structured'] !== undefined;
}

/** The value that stands where the supplier's documents have the field; null where none does, or two do alike. */
function remembered(scan: Scan, name: FieldName, place: FieldPlace): FieldDraft | null {
  const ranked = sightingsOf(scan, name).map((sighting) => ({ sighting, score: likeness(scan, sighting, place) })).sort((a, b) => b.score - a.score);
  const [best] = ranked;
  if (!best || best.score < leastLikeness) return null;
  const rival = ranked.find((other) => !isSameValue(name, other.sighting.value, best.sighting.value));
  const { sighting, score } = best;
  return {
    value: sighting.value, source: 'history', page: sighting.page, box: sighting.box,
    evidence: { label: score, margin: Math.min(1, (score - (rival?.score ?? 0)) * 2), history: 1, ocr: sighting.ocr },
  };
}

/** A person's word for this supplier, where no place on the page says it. */
const fromDefault = (value: string, margin = 0.8): FieldDraft => ({ value, source: 'history', page: null, box: null, evidence: { label: 0.8, margin, history: 1 } });

/** The page itself states another currency: a supplier may bill in two, so that its default is a guess which a person must see. */
const isOpposed = (name: string, value: string, own: FieldDraft | undefined): boolean => name === 'currency' && own !== undefined && own.value !== value && own.evidence['stated'] === 1;

/**
 * Lays what is remembered of the supplier over what was read. Codes and structures stand; where memory and reading agree, the reading is
 * confirmed; where they differ, the remembered place wins, since a person showed it.
 */
export function applyMemory(fields: Draft['fields'], scan: Scan, memory: SupplierMemory | undefined): Draft['fields'] {
  const supplier = memory ? supplierOf(fields, scan, memory) : null;
  if (!supplier) return fields;
  const { key, record } = supplier;
  const merged: Draft['fields'] = { ...fields };
  const set = (name: FieldName, value: FieldDraft): void => {
    const own = merged[name];
    if (isFixed(own)) return;
    if (own && isSameValue(name, own.value, value.value)) merged[name] = { ...own, evidence: { ...own.evidence, history: 1 } };
    else merged[name] = value;
  };
  for (const [name, place] of Object.entries(record.places)) {
    const found = remembered(scan, name as FieldName, place);
    if (found) set(name as FieldName, found);
  }
  for (const [name, value] of Object.entries(record.defaults)) if (!record.places[name as FieldName] || !merged[name as FieldName]) set(name as FieldName, fromDefault(value, isOpposed(name, value, merged[name as FieldName]) ? 0 : 0.8));
  if (!merged.issuerTaxId && !key.startsWith('name:')) merged.issuerTaxId = fromDefault(key);
  if (record.name) set('issuerName', fromDefault(record.name));
  return merged;
}
