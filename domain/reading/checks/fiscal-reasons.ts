import type { Reason } from '../../../contract/extraction.ts';
import { isAuthorization } from '../../fiscal/authorization.ts';
import { checkFiscal } from '../../fiscal/checks/check-fiscal.ts';
import { comprobanteType } from '../../fiscal/comprobante-types.ts';
import type { Draft } from '../draft.ts';
import type { WordReading } from '../fields/read-words.ts';
import { formatDecimal, sumOf } from '../values/amount.ts';

/** The Argentine rules applied to what was read; the words give what is in no field: exempt parts of the sum, VAT conditions. */
export function fiscalReasons(draft: Draft, { amounts: { exempt }, vatConditions }: WordReading): Reason[] {
  const value = (name: keyof Draft['fields']): string | null => draft.fields[name]?.value ?? null;
  const cae = value('cae');
  return checkFiscal({
    type: comprobanteType(value('invoiceTypeCode') ?? ''), letter: value('invoiceType'), issuerCondition: vatConditions.issuer, recipientCondition: vatConditions.recipient, pointOfSale: value('pointOfSale'), number: value('invoiceNumber'),
    issuerTaxId: value('issuerTaxId'), recipientTaxId: value('recipientTaxId'), issueDate: value('issueDate'), dueDate: value('dueDate'), currency: value('currency'),
    netAmount: value('netAmount'), exemptAmount: exempt.length > 0 ? formatDecimal(sumOf(exempt)) : null, taxAmount: value('taxAmount'), totalAmount: value('totalAmount'),
    taxes: draft.taxes, authorization: cae !== null && isAuthorization(cae) ? { kind: 'CAE', value: cae, dueDate: value('caeDueDate') } : null,
  });
}
