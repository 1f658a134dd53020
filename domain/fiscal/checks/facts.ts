import type { FieldName, Reason, ReasonCode, TaxLine } from '../../../contract/extraction.ts';
import type { AuthorizationKind } from '../authorization.ts';
import type { ComprobanteType } from '../comprobante-types.ts';

/** What is known of an Argentine voucher; null is not known, and no check is made of it. Amounts are decimal text, dates ISO. */
export interface FiscalFacts {
  type: ComprobanteType | null;
  /** The letter as printed. */
  letter: string | null;
  pointOfSale: string | null;
  /** As printed, with or without the point of sale in front. */
  number: string | null;
  /** VAT conditions as printed, such as "IVA Responsable Inscripto". */
  issuerCondition: string | null;
  recipientCondition: string | null;
  issuerTaxId: string | null;
  recipientTaxId: string | null;
  issueDate: string | null;
  dueDate: string | null;
  currency: string | null;
  netAmount: string | null;
  /** Not taxed and exempt amounts beside the net. */
  exemptAmount: string | null;
  taxAmount: string | null;
  totalAmount: string | null;
  taxes: TaxLine[];
  authorization: { kind: AuthorizationKind; value: string; dueDate: string | null } | null;
}

export type Check = (facts: FiscalFacts) => Reason[];

export const failed = (code: ReasonCode, field: FieldName | null, message: string, options: { blocking?: boolean } = {}): Reason => ({ code, field, message, blocking: options.blocking ?? false });
