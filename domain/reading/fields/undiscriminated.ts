import { comprobanteType, discriminatesVat } from '../../fiscal/comprobante-types.ts';
import type { Draft } from '../draft.ts';

/** Vouchers B, C and E state no net and no VAT (RG 1415): what looks like them is a subtotal, or VAT contained for information. */
export function dropUndiscriminated(draft: Draft): Draft {
  const type = comprobanteType(draft.fields.invoiceTypeCode?.value ?? '');
  if (!type || discriminatesVat(type) !== false) return draft;
  const fields = { ...draft.fields };
  delete fields.netAmount;
  delete fields.taxAmount;
  return { ...draft, fields, taxes: draft.taxes.filter((tax) => tax.kind !== 'vat') };
}
