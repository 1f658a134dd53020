import type { FieldName, LineItem, TaxLine } from '../../contract/extraction.ts';

export type FormatName = 'ubl' | 'cii' | 'cfdi' | 'fatturapa' | 'facturae' | 'dte' | 'nfe' | 'sri';

/**
 * `stated`: in the place that the format has for it. `implied`: the format knows no other, such as BRL in an NF-e.
 * `derived`: computed from stated values. `weak`: an identifier that may be a customer or register number instead of a tax id.
 */
export type Certainty = 'stated' | 'implied' | 'derived' | 'weak';

/** A value with its place in the XML as evidence. */
export interface Stated {
  value: string;
  path: string;
  certainty: Certainty;
}

/** Payment complements, payrolls and goods transfers are CFDI too: they state fields, but nothing is invoiced with them. */
export type Nature = 'invoice' | 'credit-note' | 'debit-note' | 'receipt' | 'payment' | 'payroll' | 'transfer' | 'delivery-note';

/** One invoice as a structure states it. */
export interface InvoiceReading {
  format: FormatName;
  /** The format's own version or profile, such as `urn:factur-x.eu:1p0:minimum` or `4.0`. */
  profile: string | null;
  nature: Nature;
  /** Its place in the XML, of use where one XML holds several invoices. */
  path: string;
  fields: Partial<Record<FieldName, Stated>>;
  /**
   * Amounts beside the fields: what is due where that differs from the total, what the total does not hold, and what stands between the
   * items and the net: items − allowances + charges = net.
   */
  amounts: { payable?: Stated; prepaid?: Stated; withheld?: Stated; otherTaxes?: Stated; allowances?: Stated; charges?: Stated };
  taxes: TaxLine[];
  lineItems: LineItem[];
  /** An identifier that is unique by law, such as a CFDI's UUID or an NF-e's access key. */
  uniqueId: { kind: 'uuid' | 'access-key' | 'cufe'; value: string } | null;
  /** The issuer's series, where number and series are apart. */
  series: string | null;
}

export type OtherDocument =
  | 'order' | 'quotation' | 'delivery-note' | 'receipt-advice' | 'application-response' | 'withholding-certificate' | 'transport-document' | 'statement'
  | 'reminder' | 'catalogue' | 'tender' | 'ledger' | 'cancellation' | 'event' | 'payroll';

export type Structure =
  | { kind: 'invoices'; format: FormatName; invoices: InvoiceReading[] }
  | { kind: 'not-invoice'; document: OtherDocument; root: string };
