import type { LineItem, TaxLine } from '../../contract/extraction.ts';
import { currencyCode } from './currency.ts';
import { finder, pathOf, type XmlElement } from './element.ts';
import type { InvoiceReading, Nature, Stated } from './reading.ts';
import { decimal, derived, firstStated, isoDate, oneLine, present, stated, statedSum, sum } from './values.ts';

/** Only the root is in the namespace; versions 1.0 to 1.2.x differ in its last part. */
const fpa = finder((namespace) => namespace === null || /fatture?\/|fatturapa/i.test(namespace));

/** Specifiche tecniche FatturaPA, TipoDocumento: TD04 and TD08 are credit notes, TD05 and TD09 debit notes. */
const NATURES: Record<string, Nature> = { TD04: 'credit-note', TD08: 'credit-note', TD05: 'debit-note', TD09: 'debit-note' };

/** FatturaPA ordinary (FPA12, FPR12) and simplified (FSM10): one header, and an invoice per `FatturaElettronicaBody`. */
export function readFatturapa(root: XmlElement): InvoiceReading[] {
  const header = fpa.one(root, 'FatturaElettronicaHeader');
  return fpa.all(root, 'FatturaElettronicaBody').map((body) => readBody(root, header, body));
}

function readBody(root: XmlElement, header: XmlElement | undefined, body: XmlElement): InvoiceReading {
  const general = fpa.one(body, 'DatiGenerali/DatiGeneraliDocumento');
  const seller = fpa.one(header, 'CedentePrestatore');
  const buyer = fpa.one(header, 'CessionarioCommittente');
  const goods = fpa.all(body, 'DatiBeniServizi');
  const isSimplified = root.name === 'FatturaElettronicaSemplificata';
  const type = stated(fpa.one(general, 'TipoDocumento'));
  const vat = isSimplified ? goods.map(simplifiedTax) : goods.flatMap((part) => fpa.all(part, 'DatiRiepilogo')).map(summaryTax);
  const summaries = (name: string): (Stated | undefined)[] => goods.flatMap((part) => fpa.all(part, name)).map((element) => stated(element, decimal));
  const net = isSimplified ? derived(sum(vat.map((tax) => tax.base)), body) : statedSum(summaries('DatiRiepilogo/ImponibileImporto'));
  const tax = statedSum(summaries(isSimplified ? 'DatiIVA/Imposta' : 'DatiRiepilogo/Imposta'));
  const others = otherTaxes(general);
  const total = isSimplified ? derived(sum(goods.map((part) => decimal(fpa.one(part, 'Importo')?.text))), body) : stated(fpa.one(general, 'ImportoTotaleDocumento'), decimal);
  return {
    format: 'fatturapa',
    profile: root.attributes.get('versione') ?? oneLine(fpa.one(header, 'DatiTrasmissione/FormatoTrasmissione')?.text),
    nature: NATURES[type?.value ?? ''] ?? 'invoice',
    path: pathOf(body),
    fields: present({
      issuerName: nameOf(seller),
      issuerTaxId: taxIdOf(seller),
      recipientName: nameOf(buyer),
      recipientTaxId: taxIdOf(buyer),
      invoiceTypeCode: type,
      invoiceNumber: stated(fpa.one(general, 'Numero')),
      issueDate: stated(fpa.one(general, 'Data'), isoDate),
      dueDate: firstStated(fpa.all(body, 'DatiPagamento/DettaglioPagamento/DataScadenzaPagamento'), isoDate),
      currency: stated(fpa.one(general, 'Divisa'), currencyCode),
      netAmount: net,
      taxAmount: tax,
      totalAmount: total ?? derived(sum([net?.value, tax?.value]), body),
    }),
    amounts: present({ withheld: derived(sum(others.filter((line) => line.kind === 'withholding').map((line) => line.amount)), body) }),
    taxes: [...vat, ...others],
    lineItems: isSimplified ? goods.map(simplifiedLine) : goods.flatMap((part) => fpa.all(part, 'DettaglioLinee')).map(lineOf),
    uniqueId: null,
    series: null,
  };
}

/** In the ordinary invoice the identity is under `DatiAnagrafici`, in the simplified one under the party (`IdentificativiFiscali`, `AltriDatiIdentificativi`). */
function nameOf(party: XmlElement | undefined): Stated | undefined {
  const places = [...fpa.all(party, 'DatiAnagrafici/Anagrafica'), ...fpa.all(party, 'AltriDatiIdentificativi'), ...(party === undefined ? [] : [party])];
  for (const place of places) {
    const name = stated(fpa.one(place, 'Denominazione'));
    if (name !== undefined) return name;
    const given = stated(fpa.one(place, 'Nome'));
    const family = oneLine(fpa.one(place, 'Cognome')?.text);
    if (given !== undefined) return { ...given, value: [given.value, family].filter(Boolean).join(' ') };
  }
  return undefined;
}

/** `IdFiscaleIVA` is country and code; private customers have a `CodiceFiscale` alone. */
function taxIdOf(party: XmlElement | undefined): Stated | undefined {
  const place = fpa.one(party, 'DatiAnagrafici|IdentificativiFiscali') ?? party;
  const code = stated(fpa.one(place, 'IdFiscaleIVA/IdCodice'));
  const country = oneLine(fpa.one(place, 'IdFiscaleIVA/IdPaese')?.text)?.toUpperCase() ?? '';
  if (code !== undefined) return code.value.toUpperCase().startsWith(country) ? code : { ...code, value: `${country}${code.value}` };
  return stated(fpa.one(place, 'CodiceFiscale'));
}

function summaryTax(summary: XmlElement): TaxLine {
  return {
    kind: 'vat',
    label: oneLine(fpa.one(summary, 'Natura')?.text) ?? 'IVA',
    rate: decimal(fpa.one(summary, 'AliquotaIVA')?.text),
    base: decimal(fpa.one(summary, 'ImponibileImporto')?.text),
    amount: decimal(fpa.one(summary, 'Imposta')?.text),
  };
}

/** `Importo` includes VAT, and `Imposta` is optional beside the rate. */
function simplifiedTax(goods: XmlElement): TaxLine {
  const gross = decimal(fpa.one(goods, 'Importo')?.text);
  const amount = decimal(fpa.one(goods, 'DatiIVA/Imposta')?.text);
  return {
    kind: 'vat',
    label: oneLine(fpa.one(goods, 'Natura')?.text) ?? 'IVA',
    rate: decimal(fpa.one(goods, 'DatiIVA/Aliquota')?.text),
    base: gross === null || amount === null ? null : sum([gross, `-${amount}`.replace('--', '')]),
    amount,
  };
}

/** Withholding, stamp duty and pension fund contribution; the latter is in the VAT summary's base already. */
function otherTaxes(general: XmlElement | undefined): TaxLine[] {
  const line = (element: XmlElement, kind: TaxLine['kind'], label: string, rate: string, amount: string): TaxLine => ({
    kind,
    label: oneLine(fpa.one(element, label)?.text) ?? element.name,
    rate: decimal(fpa.one(element, rate)?.text),
    base: decimal(fpa.one(element, 'ImponibileCassa')?.text),
    amount: decimal(fpa.one(element, amount)?.text),
  });
  return [
    ...fpa.all(general, 'DatiRitenuta').map((element) => line(element, 'withholding', 'TipoRitenuta', 'AliquotaRitenuta', 'ImportoRitenuta')),
    ...fpa.all(general, 'DatiBollo').map((element) => ({ ...line(element, 'other', '-', '-', 'ImportoBollo'), label: 'Bollo' })),
    ...fpa.all(general, 'DatiCassaPrevidenziale').map((element) => line(element, 'other', 'TipoCassa', 'AlCassa', 'ImportoContributoCassa')),
  ];
}

function lineOf(line: XmlElement): LineItem {
  return {
    description: oneLine(fpa.one(line, 'Descrizione')?.text) ?? '',
    quantity: decimal(fpa.one(line, 'Quantita')?.text),
    unitPrice: decimal(fpa.one(line, 'PrezzoUnitario')?.text),
    taxRate: decimal(fpa.one(line, 'AliquotaIVA')?.text),
    amount: decimal(fpa.one(line, 'PrezzoTotale')?.text),
  };
}

function simplifiedLine(goods: XmlElement): LineItem {
  return {
    description: oneLine(fpa.one(goods, 'Descrizione')?.text) ?? '',
    quantity: null,
    unitPrice: null,
    taxRate: decimal(fpa.one(goods, 'DatiIVA/Aliquota')?.text),
    amount: decimal(fpa.one(goods, 'Importo')?.text),
  };
}
