import type { LineItem, TaxLine } from '../../contract/extraction.ts';
import { currencyCode } from './currency.ts';
import { attribute, finder, pathOf, type XmlElement } from './element.ts';
import type { InvoiceReading, Nature, Stated } from './reading.ts';
import { decimal, derived, isoDate, minus, oneLine, percent, present, statedAttribute, statedSum, sum } from './values.ts';

const cfdi = finder((namespace) => namespace === null || /^http:\/\/www\.sat\.gob\.mx\/cfd\/\d$/.test(namespace));
const local = finder((namespace) => namespace === 'http://www.sat.gob.mx/implocal');
const stamp = finder((namespace) => namespace === 'http://www.sat.gob.mx/TimbreFiscalDigital');

/** SAT catalogue c_TipoDeComprobante; 3.2 wrote the words. */
const NATURES: Record<string, Nature> = { I: 'invoice', E: 'credit-note', P: 'payment', N: 'payroll', T: 'transfer', INGRESO: 'invoice', EGRESO: 'credit-note', TRASLADO: 'transfer' };
/** SAT catalogue c_Impuesto; 3.2 wrote the names. */
const TAXES: Record<string, { label: string; kind: TaxLine['kind'] }> = {
  '001': { label: 'ISR', kind: 'withholding' }, '002': { label: 'IVA', kind: 'vat' }, '003': { label: 'IEPS', kind: 'internal' },
  ISR: { label: 'ISR', kind: 'withholding' }, IVA: { label: 'IVA', kind: 'vat' }, IEPS: { label: 'IEPS', kind: 'internal' },
};

/** CFDI 3.2, 3.3 and 4.0. All data are attributes; an addendum after the fiscal part is nobody's statement and is not looked at. */
export function readCfdi(root: XmlElement): InvoiceReading {
  const issuer = cfdi.one(root, 'Emisor');
  const recipient = cfdi.one(root, 'Receptor');
  const version = attribute(root, 'Version') ?? null;
  const type = statedAttribute(root, 'TipoDeComprobante');
  const taxes = taxesOf(root);
  const withheld = sum(taxes.filter((tax) => tax.kind === 'withholding').map((tax) => tax.amount));
  const other = sum(taxes.filter((tax) => tax.kind === 'internal' || tax.kind === 'other').map((tax) => tax.amount));
  const uuid = oneLine(attribute(stamp.one(cfdi.one(root, 'Complemento'), 'TimbreFiscalDigital'), 'UUID'));
  return {
    format: 'cfdi',
    profile: version,
    nature: NATURES[type?.value.toUpperCase() ?? ''] ?? 'invoice',
    path: pathOf(root),
    fields: present({
      issuerName: statedAttribute(issuer, 'Nombre'),
      issuerTaxId: statedAttribute(issuer, 'Rfc'),
      recipientName: statedAttribute(recipient, 'Nombre'),
      recipientTaxId: statedAttribute(recipient, 'Rfc'),
      invoiceType: type,
      invoiceTypeCode: type,
      invoiceNumber: numberOf(root, uuid),
      issueDate: statedAttribute(root, 'Fecha', isoDate),
      currency: statedAttribute(root, 'Moneda', currencyCode) ?? derived('MXN', root),
      netAmount: netOf(root),
      taxAmount: statedSum(transfersOf(root).filter((tax) => taxOf(tax).kind === 'vat').map((tax) => statedAttribute(tax, 'Importe', decimal))),
      totalAmount: statedAttribute(root, 'Total', decimal),
    }),
    amounts: present({ withheld: derived(withheld, root), otherTaxes: derived(other, root), allowances: statedAttribute(root, 'Descuento', decimal) }),
    taxes,
    lineItems: cfdi.all(root, 'Conceptos/Concepto').map(lineOf),
    uniqueId: uuid === null ? null : { kind: 'uuid', value: uuid.toUpperCase() },
    series: oneLine(attribute(root, 'Serie')),
  };
}

/** Series and folio as printed, together; both are optional, and then only the stamp's UUID tells one from another. */
function numberOf(root: XmlElement, uuid: string | null): Stated | undefined {
  const folio = statedAttribute(root, 'Folio');
  const series = oneLine(attribute(root, 'Serie'));
  if (folio !== undefined) return { ...folio, value: `${series ?? ''}${folio.value}` };
  return derived(uuid, root);
}

/** `SubTotal` is before the discount. */
function netOf(root: XmlElement): Stated | undefined {
  const subtotal = statedAttribute(root, 'SubTotal', decimal);
  const discount = decimal(attribute(root, 'Descuento'));
  return subtotal === undefined ? undefined : { ...subtotal, value: minus(subtotal.value, discount) };
}

/** Taxes of the whole, or of the items where the whole has none. */
function transfersOf(root: XmlElement): XmlElement[] {
  const global = cfdi.all(root, 'Impuestos/Traslados/Traslado');
  return global.length > 0 ? global : cfdi.all(root, 'Conceptos/Concepto/Impuestos/Traslados/Traslado');
}

function taxesOf(root: XmlElement): TaxLine[] {
  const complement = local.all(cfdi.one(root, 'Complemento'), 'ImpuestosLocales');
  return [
    ...transfersOf(root).map(taxOf),
    ...cfdi.all(root, 'Impuestos/Retenciones/Retencion').map((tax): TaxLine => ({ ...taxOf(tax), kind: 'withholding' })),
    ...complement.flatMap((taxes) => [
      ...local.all(taxes, 'TrasladosLocales').map((tax) => localTax(tax, 'ImpLocTrasladado', 'TasadeTraslado', 'other')),
      ...local.all(taxes, 'RetencionesLocales').map((tax) => localTax(tax, 'ImpLocRetenido', 'TasadeRetencion', 'withholding')),
    ]),
  ];
}

/** 3.2 wrote the rate in per cent (`tasa="16.00"`), later versions a factor (`TasaOCuota="0.160000"`), or an amount per unit (`Cuota`). */
function taxOf(tax: XmlElement): TaxLine {
  const code = attribute(tax, 'Impuesto')?.toUpperCase() ?? '';
  const known = TAXES[code];
  const factor = attribute(tax, 'TipoFactor') === 'Cuota' ? null : percent(decimal(attribute(tax, 'TasaOCuota')));
  return {
    kind: known?.kind ?? 'other',
    label: known?.label ?? (code || null),
    rate: decimal(attribute(tax, 'tasa')) ?? factor,
    base: decimal(attribute(tax, 'Base')),
    amount: decimal(attribute(tax, 'Importe')),
  };
}

function localTax(tax: XmlElement, label: string, rate: string, kind: TaxLine['kind']): TaxLine {
  return { kind, label: oneLine(attribute(tax, label)), rate: decimal(attribute(tax, rate)), base: null, amount: decimal(attribute(tax, 'Importe')) };
}

function lineOf(line: XmlElement): LineItem {
  const vat = cfdi.all(line, 'Impuestos/Traslados/Traslado').find((tax) => attribute(tax, 'Impuesto') === '002');
  return {
    description: oneLine(attribute(line, 'Descripcion')) ?? '',
    quantity: decimal(attribute(line, 'Cantidad')),
    unitPrice: decimal(attribute(line, 'ValorUnitario')),
    taxRate: vat === undefined ? null : percent(decimal(attribute(vat, 'TasaOCuota'))),
    amount: decimal(attribute(line, 'Importe')),
  };
}
