import type { LineItem, TaxLine } from '../../contract/extraction.ts';
import { finder, pathOf, type XmlElement } from './element.ts';
import type { InvoiceReading } from './reading.ts';
import { decimal, derived, implied, firstStated, isoDate, oneLine, present, stated, statedSum, sum } from './values.ts';

const nfe = finder((namespace) => namespace === null || namespace === 'http://www.portalfiscal.inf.br/nfe');

/** Totals of `ICMSTot` that are taxes, by the Manual de Orientação do Contribuinte. Brazil has no VAT under that name, so none is `vat`. */
const TAXES: Record<string, string> = { vICMS: 'ICMS', vST: 'ICMS ST', vFCP: 'FCP', vFCPST: 'FCP ST', vII: 'II', vIPI: 'IPI', vPIS: 'PIS', vCOFINS: 'COFINS' };

/** NF-e (model 55) and NFC-e (65). */
export function readNfe(root: XmlElement): InvoiceReading {
  const info = nfe.one(root, 'infNFe');
  const id = nfe.one(info, 'ide');
  const issuer = nfe.one(info, 'emit');
  const recipient = nfe.one(info, 'dest');
  const totals = nfe.one(info, 'total/ICMSTot');
  const key = /\d{44}/.exec(info?.attributes.get('Id') ?? '')?.[0] ?? null;
  const taxes = [...taxesOf(totals), ...serviceTaxes(nfe.one(info, 'total/ISSQNtot')), ...reformTaxes(nfe.one(info, 'total/IBSCBSTot'))];
  return {
    format: 'nfe',
    profile: info?.attributes.get('versao') ?? null,
    nature: nfe.one(id, 'mod')?.text === '65' ? 'receipt' : 'invoice',
    path: pathOf(root),
    fields: present({
      issuerName: stated(nfe.one(issuer, 'xNome')),
      issuerTaxId: stated(nfe.one(issuer, 'CNPJ|CPF')),
      recipientName: stated(nfe.one(recipient, 'xNome')),
      recipientTaxId: firstStated(nfe.all(recipient, 'CNPJ|CPF|idEstrangeiro')),
      invoiceTypeCode: stated(nfe.one(id, 'mod')),
      invoiceNumber: stated(nfe.one(id, 'nNF')),
      // Numbers repeat in each series of an issuer, as they do in each Argentine point of sale.
      pointOfSale: stated(nfe.one(id, 'serie')),
      issueDate: stated(nfe.one(id, 'dhEmi|dEmi'), isoDate),
      dueDate: firstStated(nfe.all(info, 'cobr/dup/dVenc'), isoDate),
      currency: implied('BRL', id),
      totalAmount: stated(nfe.one(totals, 'vNF'), decimal),
    }),
    amounts: present({
      otherTaxes: derived(sum(taxes.map((tax) => tax.amount)), totals),
      allowances: stated(nfe.one(totals, 'vDesc'), decimal),
      charges: statedSum(nfe.all(totals, 'vFrete|vSeg|vOutro').map((charge) => stated(charge, decimal))),
    }),
    taxes,
    lineItems: nfe.all(info, 'det').map(lineOf),
    uniqueId: key === null ? null : { kind: 'access-key', value: key },
    series: oneLine(nfe.one(id, 'serie')?.text),
  };
}

function taxesOf(totals: XmlElement | undefined): TaxLine[] {
  return Object.entries(TAXES).flatMap(([name, label]): TaxLine[] => {
    const amount = decimal(nfe.one(totals, name)?.text);
    if (amount === null || /^0(\.0+)?$/.test(amount)) return [];
    const base = name === 'vICMS' ? 'vBC' : name === 'vST' ? 'vBCST' : null;
    return [{ kind: 'other', label, rate: null, base: base === null ? null : decimal(nfe.one(totals, base)?.text), amount }];
  });
}

function serviceTaxes(totals: XmlElement | undefined): TaxLine[] {
  const amount = decimal(nfe.one(totals, 'vISS')?.text);
  return amount === null ? [] : [{ kind: 'other', label: 'ISSQN', rate: null, base: decimal(nfe.one(totals, 'vBC')?.text), amount }];
}

/** IBS and CBS of the 2026 reform (NT 2025.002): a VAT in kind, stated for information while ICMS still rules. */
function reformTaxes(totals: XmlElement | undefined): TaxLine[] {
  const base = decimal(nfe.one(totals, 'vBCIBSCBS')?.text);
  return (['IBS/vIBS', 'CBS/vCBS'] as const).flatMap((path): TaxLine[] => {
    const amount = decimal(nfe.one(nfe.one(totals, `g${path.split('/')[0]}`), path.split('/')[1] ?? '')?.text);
    return amount === null ? [] : [{ kind: 'other', label: path.slice(0, 3), rate: null, base, amount }];
  });
}

function lineOf(line: XmlElement): LineItem {
  const product = nfe.one(line, 'prod');
  const icms = nfe.one(line, 'imposto/ICMS')?.children[0];
  return {
    description: oneLine(nfe.one(product, 'xProd')?.text) ?? '',
    quantity: decimal(nfe.one(product, 'qCom')?.text),
    unitPrice: decimal(nfe.one(product, 'vUnCom')?.text),
    taxRate: decimal(nfe.one(icms, 'pICMS')?.text),
    amount: decimal(nfe.one(product, 'vProd')?.text),
  };
}
