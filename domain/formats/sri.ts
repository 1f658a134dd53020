import type { LineItem, TaxLine } from '../../contract/extraction.ts';
import { currencyCode } from './currency.ts';
import { finder, pathOf, type XmlElement } from './element.ts';
import type { InvoiceReading, Nature, Stated } from './reading.ts';
import { decimal, derived, implied, isoDate, oneLine, present, stated, statedSum, sum } from './values.ts';

const sri = finder((namespace) => namespace === null);

const NATURES: Record<string, Nature> = { factura: 'invoice', liquidacionCompra: 'invoice', notaCredito: 'credit-note', notaDebito: 'debit-note' };
/** Ficha técnica de comprobantes electrónicos, table 16: tax codes; table 17: rates of IVA by `codigoPorcentaje`. */
const TAXES: Record<string, { label: string; kind: TaxLine['kind'] }> = { '2': { label: 'IVA', kind: 'vat' }, '3': { label: 'ICE', kind: 'internal' }, '5': { label: 'IRBPNR', kind: 'other' } };
const RATES: Record<string, string> = { '0': '0', '2': '12', '3': '14', '4': '15', '5': '5', '6': '0', '7': '0', '8': '8', '10': '13' };

/** SRI's factura, liquidación de compra, nota de crédito and nota de débito. */
export function readSri(root: XmlElement): InvoiceReading {
  const issuer = sri.one(root, 'infoTributaria');
  const info = sri.one(root, 'infoFactura|infoNotaCredito|infoNotaDebito|infoLiquidacionCompra');
  const written = [...sri.all(info, 'totalConImpuestos/totalImpuesto|impuesto'), ...sri.all(info, 'impuestos/impuesto')];
  const taxes = written.map(taxOf);
  const vat = written.filter((tax) => taxOf(tax).kind === 'vat').map((tax) => stated(sri.one(tax, 'valor'), decimal));
  const key = oneLine(sri.one(issuer, 'claveAcceso')?.text);
  return {
    format: 'sri',
    profile: root.attributes.get('version') ?? null,
    nature: NATURES[root.name] ?? 'invoice',
    path: pathOf(root),
    fields: present({
      issuerName: stated(sri.one(issuer, 'razonSocial')),
      issuerTaxId: stated(sri.one(issuer, 'ruc')),
      recipientName: stated(sri.one(info, 'razonSocialComprador|razonSocialProveedor')),
      recipientTaxId: stated(sri.one(info, 'identificacionComprador|identificacionProveedor')),
      invoiceTypeCode: stated(sri.one(issuer, 'codDoc')),
      invoiceNumber: numberOf(issuer),
      issueDate: stated(sri.one(info, 'fechaEmision'), isoDate),
      currency: stated(sri.one(info, 'moneda'), currencyCode) ?? implied('USD', root),
      netAmount: stated(sri.one(info, 'totalSinImpuestos'), decimal),
      taxAmount: statedSum(vat),
      totalAmount: stated(sri.one(info, 'importeTotal|valorModificacion|valorTotal'), decimal),
    }),
    amounts: present({ otherTaxes: derived(sum(taxes.filter((tax) => tax.kind !== 'vat').map((tax) => tax.amount)), info) }),
    taxes,
    lineItems: root.name === 'notaDebito' ? sri.all(root, 'motivos/motivo').map(reasonOf) : sri.all(root, 'detalles/detalle').map(lineOf),
    uniqueId: key === null ? null : { kind: 'access-key', value: key },
    series: null,
  };
}

/** Establishment, point of issue and sequence, as printed: `001-002-000000123`. */
function numberOf(issuer: XmlElement | undefined): Stated | undefined {
  const parts = ['estab', 'ptoEmi', 'secuencial'].map((name) => oneLine(sri.one(issuer, name)?.text));
  return parts.includes(null) ? undefined : stated(sri.one(issuer, 'secuencial'), () => parts.join('-'));
}

function taxOf(tax: XmlElement): TaxLine {
  const known = TAXES[sri.one(tax, 'codigo')?.text ?? ''];
  return {
    kind: known?.kind ?? 'other',
    label: known?.label ?? oneLine(sri.one(tax, 'codigo')?.text),
    rate: decimal(sri.one(tax, 'tarifa')?.text) ?? (known?.kind === 'vat' ? (RATES[sri.one(tax, 'codigoPorcentaje')?.text ?? ''] ?? null) : null),
    base: decimal(sri.one(tax, 'baseImponible')?.text),
    amount: decimal(sri.one(tax, 'valor')?.text),
  };
}

function lineOf(line: XmlElement): LineItem {
  const taxes = sri.all(line, 'impuestos/impuesto').map(taxOf);
  return {
    description: oneLine(sri.one(line, 'descripcion')?.text) ?? '',
    quantity: decimal(sri.one(line, 'cantidad')?.text),
    unitPrice: decimal(sri.one(line, 'precioUnitario')?.text),
    taxRate: taxes.find((tax) => tax.kind === 'vat')?.rate ?? null,
    amount: decimal(sri.one(line, 'precioTotalSinImpuesto')?.text),
  };
}

/** A debit note has reasons with a value in place of items. */
function reasonOf(reason: XmlElement): LineItem {
  return { description: oneLine(sri.one(reason, 'razon')?.text) ?? '', quantity: null, unitPrice: null, taxRate: null, amount: decimal(sri.one(reason, 'valor')?.text) };
}
