import type { FieldName } from '../../../contract/extraction.ts';
import { fold } from '../layout/fold.ts';

/** Where a field stood, in a form that survives a few more or fewer lines: the label before it and its place on the page. */
export interface FieldPlace {
  /** The words just before or above the value, folded to letters; empty where the value had no neighbour. */
  label: string;
  /** How the value stood to that label. */
  relation: 'right' | 'below' | 'none';
  /** Centre of the value as a share of page width and height, from the top left. */
  x: number;
  y: number;
  /** 1 for the first page, -1 for the last where the document has several. */
  page: number;
}

/** What corrections have taught about one supplier. */
export interface SupplierRecord {
  /** The issuer's name as a person wrote it; null until somebody did. */
  name: string | null;
  /** Values that this supplier's documents always carry although they are not printed legibly, such as the currency. */
  defaults: Partial<Record<FieldName, string>>;
  places: Partial<Record<FieldName, FieldPlace>>;
  /** Documents that a person confirmed or corrected. */
  seen: number;
}

/** JSON-serialisable; one per tenant, keyed by the issuer's tax id without punctuation. */
export interface SupplierMemory {
  version: 1;
  suppliers: Record<string, SupplierRecord>;
}

/** The key of a supplier: its tax id's letters and digits, or, for issuers without one, its folded name. Null without either. */
export function supplierKey(taxId: string | undefined, name: string | undefined): string | null {
  const id = taxId?.toUpperCase().replace(/[^A-Z0-9]/g, '');
  if (id) return id;
  const folded = name ? fold(name).replace(/[^\p{L}\p{N}]/gu, '') : '';
  return folded.length >= 4 ? `name:${folded}` : null;
}
