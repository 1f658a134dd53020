/** What a label announces. */
export type Concept =
  // dates
  | 'issueDate' | 'date' | 'dueDate' | 'caeDueDate' | 'activityStart' | 'otherDate'
  // identifiers
  | 'invoiceNumber' | 'number' | 'pointOfSale' | 'otherNumber' | 'cae' | 'taxId' | 'otherId' | 'typeCode'
  // amounts
  | 'total' | 'amountDue' | 'net' | 'subtotal' | 'vat' | 'perception' | 'withholding' | 'internalTax' | 'otherTax' | 'exempt' | 'nonTaxed'
  | 'discount' | 'surcharge' | 'tip' | 'rounding' | 'paid' | 'previousBalance' | 'vatContained' | 'otherAmount' | 'count' | 'inWords'
  // table columns
  | 'description' | 'quantity' | 'unitPrice' | 'lineAmount' | 'code' | 'unit' | 'rate' | 'base'
  // people
  | 'issuer' | 'recipient' | 'shipTo' | 'name' | 'address' | 'contact' | 'vatCondition' | 'payment' | 'currency'
  // kinds of document
  | 'titleInvoice' | 'titleCredit' | 'titleDebit' | 'titleReceipt' | 'titleOther' | 'copyMark' | 'pageMark';

export type Language = 'es' | 'en' | 'pt' | 'it' | 'fr' | 'de' | 'tr' | 'nl';

export interface LabelGroup {
  concept: Concept;
  /** 1: a hint, 2: usual, 3: can hardly mean anything else. */
  strength: 1 | 2 | 3;
  /** `|` separates phrases; `#` stands for any way to write "number" (n°, nº, no., nro., num., number …) or nothing. */
  phrases: Partial<Record<Language, string>>;
}
