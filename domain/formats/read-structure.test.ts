import { describe, expect, it } from 'vitest';
import { ciiXml } from '../../tests/fixtures/e-invoices/cii-xml.ts';
import { dteXml, envioDteXml } from '../../tests/fixtures/e-invoices/dte-xml.ts';
import { facturaeXml } from '../../tests/fixtures/e-invoices/facturae-xml.ts';
import { fixtureInvoice } from '../../tests/fixtures/e-invoices/fixture-invoice.ts';
import { autorizacionXml, sriXml } from '../../tests/fixtures/e-invoices/sri-xml.ts';
import { ublXml } from '../../tests/fixtures/e-invoices/ubl-xml.ts';
import { readStructure } from './read-structure.ts';

const invoice = fixtureInvoice();
const chilean = (number: string) => fixtureInvoice({ number, currency: 'CLP', places: 0, lines: [['Harina', '3', '12000', '19']] });
const withoutDeclaration = (xml: string): string => xml.replace(/^<\?xml[^>]*\?>\s*/, '');
const UBL = 'urn:oasis:names:specification:ubl:schema:xsd';

const numbers = (xml: string): (string | undefined)[] => {
  const structure = readStructure(xml);
  return structure.kind === 'invoices' ? structure.invoices.map(({ fields }) => fields.invoiceNumber?.value) : [structure.document];
};
const fault = (xml: string): string => {
  try {
    readStructure(xml);
    return 'read';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

const applicationResponse = `<ApplicationResponse xmlns="${UBL}:ApplicationResponse-2"><ID>1</ID></ApplicationResponse>`;
const attached = (inner: string): string =>
  `<AttachedDocument xmlns="${UBL}:AttachedDocument-2" xmlns:cac="${UBL}:CommonAggregateComponents-2" xmlns:cbc="${UBL}:CommonBasicComponents-2"><cbc:ID>9</cbc:ID><cbc:Note>&lt;b&gt;not closed</cbc:Note>` +
  `<cac:Attachment><cac:ExternalReference><cbc:MimeCode>text/xml</cbc:MimeCode><cbc:Description>${inner}</cbc:Description></cac:ExternalReference></cac:Attachment>` +
  `<cac:ParentDocumentLineReference><cac:DocumentReference><cac:Attachment><cac:ExternalReference><cbc:Description><![CDATA[${applicationResponse}]]></cbc:Description></cac:ExternalReference></cac:Attachment></cac:DocumentReference></cac:ParentDocumentLineReference></AttachedDocument>`;

describe('envelopes', () => {
  it.each([
    ['AttachedDocument', attached(`<![CDATA[${ublXml(invoice)}]]>`), ['F-0042']],
    ['AttachedDocument in base64', attached(btoa(unescape(encodeURIComponent(ublXml(invoice))))), ['F-0042']],
    ['StandardBusinessDocument', `<sh:StandardBusinessDocument xmlns:sh="http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader"><sh:StandardBusinessDocumentHeader><sh:HeaderVersion>1.0</sh:HeaderVersion></sh:StandardBusinessDocumentHeader>${withoutDeclaration(ublXml(invoice))}</sh:StandardBusinessDocument>`, ['F-0042']],
    ['EnvioDTE', envioDteXml([dteXml(chilean('1')), dteXml(chilean('2'))]), ['1', '2']],
    ['SOAP', `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><r><a>${autorizacionXml(sriXml(fixtureInvoice({ number: '001-002-000000123', lines: [['x', '1', '1', '15']] }))).replace(/^<\?xml[^>]*\?>/, '')}</a></r></s:Body></s:Envelope>`, ['001-002-000000123']],
    ['an enveloping signature', `<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:Object Id="o">${facturaeXml([invoice])}</ds:Object></ds:Signature>`, ['F-0042']],
    ['a root of somebody’s own', `<documents><document>${withoutDeclaration(ublXml(invoice))}</document><document>${ciiXml(fixtureInvoice({ number: 'G-1' }))}</document></documents>`, ['F-0042', 'G-1']],
  ])('opens %s', (_, xml, expected) => {
    expect(numbers(xml)).toEqual(expected);
  });

  it('says what an envelope without an invoice holds', () => {
    expect(numbers(attached(`<![CDATA[${applicationResponse}]]>`))).toEqual(['application-response']);
  });

  it('refuses a DOCTYPE within text within XML', () => {
    expect(fault(autorizacionXml('<!DOCTYPE a [<!ENTITY b "c">]><factura/>'))).toBe('xml_doctype_refused');
  });

  it('opens no more than three texts within each other', () => {
    const nested = (depth: number): string => (depth === 0 ? withoutDeclaration(ublXml(invoice)) : `<t>${nested(depth - 1).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</t>`);
    expect([fault(nested(3)), fault(nested(5))]).toEqual(['read', 'xml_not_invoice']);
  });
});

describe('what is no invoice', () => {
  it.each([
    [`<Order xmlns="${UBL}:Order-2"/>`, 'order'],
    ['<a:SCRDMCCBDACIOMessageStructure xmlns:a="urn:un:unece:uncefact:data:SCRDMCCBDACIOMessageStructure:100"/>', 'order'],
    [`<DespatchAdvice xmlns="${UBL}:DespatchAdvice-2"/>`, 'delivery-note'],
    [`<ReceiptAdvice xmlns="${UBL}:ReceiptAdvice-2"/>`, 'receipt-advice'],
    [applicationResponse, 'application-response'],
    ['<r:Retenciones xmlns:r="http://www.sat.gob.mx/esquemas/retencionpago/2"/>', 'withholding-certificate'],
    ['<comprobanteRetencion><infoTributaria/></comprobanteRetencion>', 'withholding-certificate'],
    ['<guiaRemision><infoTributaria/></guiaRemision>', 'delivery-note'],
    ['<cteProc xmlns="http://www.portalfiscal.inf.br/cte"><CTe/></cteProc>', 'transport-document'],
    ['<procEventoNFe xmlns="http://www.portalfiscal.inf.br/nfe"/>', 'event'],
    [`<Quotation xmlns="${UBL}:Quotation-2"/>`, 'quotation'],
    [`<Reminder xmlns="${UBL}:Reminder-2"/>`, 'reminder'],
    [`<Catalogue xmlns="${UBL}:Catalogue-2"/>`, 'catalogue'],
    [`<Statement xmlns="${UBL}:Statement-2"/>`, 'statement'],
    ['<VoidedDocuments xmlns="urn:sunat:names:specification:ubl:peru:schema:xsd:VoidedDocuments-1"/>', 'ledger'],
    ['<LibroCompraVenta xmlns="http://www.sii.cl/SiiDte"/>', 'ledger'],
    ['<Acuse xmlns="http://cancelacfd.sat.gob.mx"/>', 'cancellation'],
  ])('%s is of kind %s', (xml, document) => {
    expect(readStructure(xml)).toMatchObject({ kind: 'not-invoice', document });
  });

  it.each(['<html><body>Invoice</body></html>', '<Invoice/>', '<Invoice xmlns="urn:example"><AccountingSupplierParty/></Invoice>', '<Order/>', '<factura/>', '<Comprobante/>', '<note>hello</note>', '<svg xmlns="http://www.w3.org/2000/svg"/>'])('%s is nothing known', (xml) => {
    expect(fault(xml)).toBe('xml_not_invoice');
  });

  it('says of a batch of none that it is no invoice', () => {
    expect(fault('<Facturae xmlns="http://www.facturae.es/Facturae/2009/v3.2/Facturae"><Invoices/></Facturae>')).toBe('xml_not_invoice');
  });
});

describe('damage', () => {
  it.each([
    ['cut short', ublXml(invoice).slice(0, 2_000), 'xml_damaged'],
    ['plain text', 'Factura 0001', 'xml_damaged'],
    ['a DOCTYPE', `<!DOCTYPE x>${withoutDeclaration(ublXml(invoice))}`, 'xml_doctype_refused'],
  ])('%s', (_, xml, code) => {
    expect(fault(xml)).toBe(code);
  });

  it('reads with a mark and blank lines in front', () => {
    expect(numbers(`\ufeff\n  ${ublXml(invoice)}`)).toEqual(['F-0042']);
  });

  it('reads an empty invoice without a field and without a throw', () => {
    for (const xml of [`<Invoice xmlns="${UBL}:Invoice-2"/>`, '<Comprobante xmlns="http://www.sat.gob.mx/cfd/4"/>', '<NFe xmlns="http://www.portalfiscal.inf.br/nfe"/>', '<DTE xmlns="http://www.sii.cl/SiiDte"/>', '<factura><infoTributaria/></factura>']) {
      const structure = readStructure(xml);
      expect(structure.kind === 'invoices' && structure.invoices[0]?.fields.totalAmount).toBeUndefined();
    }
  });
});
