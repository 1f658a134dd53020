import type { LineItem, TaxLine } from '../../contract/extraction.ts';
import { currencyCode } from './currency.ts';
import { finder, pathOf, type XmlElement } from './element.ts';
import type { InvoiceReading, Nature } from './reading.ts';
import { decimal, derived, implied, firstStated, isoDate, oneLine, present, stated, sum } from './values.ts';

const sii = finder((namespace) => namespace === null || /sii\.cl/i.test(namespace));

/** SII "Formato DTE", TipoDTE: 56 and 111 debit notes, 61 and 112 credit notes, 50 and 52 dispatch guides; 39 and 41 are boletas. */
const NATURES: Record<string, Nature> = { '56': 'debit-note', '111': 'debit-note', '61': 'credit-note', '112': 'credit-note', '50': 'delivery-note', '52': 'delivery-note', '39': 'receipt', '41': 'receipt' };

/** A Chilean DTE: national (`Documento`), export (`Exportaciones`) or settlement (`Liquidacion`); boletas name their issuer differently. */
export function readDte(root: XmlElement): InvoiceReading {
  const document = root.name === 'DTE' ? sii.one(root, 'Documento|Exportaciones|Liquidacion') ?? root : root;
  const header = sii.one(document, 'Encabezado');
  const id = sii.one(header, 'IdDoc');
  const totals = sii.one(header, 'Totales');
  const type = stated(sii.one(id, 'TipoDTE'));
  const rate = decimal(sii.one(totals, 'TasaIVA')?.text);
  const net = stated(sii.one(totals, 'MntNeto'), decimal);
  const exempt = stated(sii.one(totals, 'MntExe'), decimal);
  const vat = stated(sii.one(totals, 'IVA'), decimal);
  const others = sii.all(totals, 'ImptoReten').map((tax): TaxLine => ({
    kind: 'other',
    label: oneLine(sii.one(tax, 'TipoImp')?.text),
    rate: decimal(sii.one(tax, 'TasaImp')?.text),
    base: null,
    amount: decimal(sii.one(tax, 'MontoImp')?.text),
  }));
  return {
    format: 'dte',
    profile: root.attributes.get('version') ?? null,
    nature: NATURES[type?.value ?? ''] ?? 'invoice',
    path: pathOf(root),
    fields: present({
      issuerName: stated(sii.one(header, 'Emisor/RznSoc|RznSocEmisor')),
      issuerTaxId: stated(sii.one(header, 'Emisor/RUTEmisor')),
      recipientName: stated(sii.one(header, 'Receptor/RznSocRecep')),
      recipientTaxId: stated(sii.one(header, 'Receptor/RUTRecep')),
      invoiceTypeCode: type,
      invoiceNumber: stated(sii.one(id, 'Folio')),
      issueDate: stated(sii.one(id, 'FchEmis'), isoDate),
      dueDate: stated(sii.one(id, 'FchVenc'), isoDate) ?? firstStated(sii.all(id, 'MntPagos/FchPago'), isoDate),
      currency: stated(sii.one(totals, 'TpoMoneda'), currencyCode) ?? implied('CLP', header),
      netAmount: net ?? exempt,
      taxAmount: vat,
      totalAmount: stated(sii.one(totals, 'MntTotal'), decimal),
    }),
    amounts: present({ payable: stated(sii.one(totals, 'VlrPagar'), decimal), otherTaxes: derived(sum(others.map((tax) => tax.amount)), totals) }),
    taxes: [
      ...(vat === undefined ? [] : [{ kind: 'vat', label: 'IVA', rate, base: net?.value ?? null, amount: vat.value } as const]),
      ...(exempt === undefined ? [] : [{ kind: 'vat', label: 'Exento', rate: '0', base: exempt.value, amount: '0' } as const]),
      ...others,
    ],
    lineItems: sii.all(document, 'Detalle').map((line) => lineOf(line, rate)),
    uniqueId: null,
    series: null,
  };
}

function lineOf(line: XmlElement, rate: string | null): LineItem {
  const isExempt = ['1', '2', '6'].includes(sii.one(line, 'IndExe')?.text ?? '');
  return {
    description: oneLine(sii.one(line, 'NmbItem')?.text) ?? oneLine(sii.one(line, 'DscItem')?.text) ?? '',
    quantity: decimal(sii.one(line, 'QtyItem')?.text),
    unitPrice: decimal(sii.one(line, 'PrcItem')?.text),
    taxRate: isExempt ? '0' : rate,
    amount: decimal(sii.one(line, 'MontoItem')?.text),
  };
}
