import type { FieldName, LineItem, TaxLine } from '../../../contract/extraction.ts';

type Texts<T> = { [K in keyof T]: string | null };

/** What an external reader says that an invoice states: texts to be checked against the page, never trusted. null: it found none. */
export interface ExternalValues {
  isInvoice: boolean;
  fields: Partial<Record<FieldName, string | null>>;
  taxes: (Texts<Omit<TaxLine, 'kind'>> & { kind: TaxLine['kind'] })[];
  lineItems: Texts<LineItem>[];
}
