import { readCfdi } from './cfdi.ts';
import { readCii } from './cii.ts';
import { readDte } from './dte.ts';
import type { XmlElement } from './element.ts';
import { readFacturae } from './facturae.ts';
import { readFatturapa } from './fatturapa.ts';
import { readNfe } from './nfe.ts';
import type { FormatName, InvoiceReading, OtherDocument } from './reading.ts';
import { readSri } from './sri.ts';
import { readUbl } from './ubl.ts';

interface Known<Result> {
  names: RegExp;
  namespace: RegExp;
  /** A child that must be there where the element stands in no namespace. */
  child?: RegExp;
  is: Result;
}

interface Format {
  format: FormatName;
  read: (root: XmlElement) => InvoiceReading[];
}

const one = (read: (root: XmlElement) => InvoiceReading) => (root: XmlElement): InvoiceReading[] => [read(root)];

const formats: Known<Format>[] = [
  {
    names: /^(Invoice|CreditNote|DebitNote|SelfBilledInvoice|SelfBilledCreditNote|FreightInvoice)$/,
    namespace: /^urn:oasis:names:specification:ubl:schema:xsd:\w+-2$/,
    child: /^AccountingSupplierParty$/,
    is: { format: 'ubl', read: one(readUbl) },
  },
  {
    names: /^(CrossIndustryInvoice|CrossIndustryDocument)$/,
    namespace: /^urn:(un:unece:uncefact:data:standard:CrossIndustryInvoice|ferd:CrossIndustryDocument:invoice)/,
    child: /^(ExchangedDocument|HeaderExchangedDocument)$/,
    is: { format: 'cii', read: one(readCii) },
  },
  { names: /^Comprobante$/, namespace: /^http:\/\/www\.sat\.gob\.mx\/cfd\/\d$/, child: /^Emisor$/, is: { format: 'cfdi', read: one(readCfdi) } },
  { names: /^FatturaElettronica(Semplificata)?$/, namespace: /fatture?\/|fatturapa/i, child: /^FatturaElettronicaBody$/, is: { format: 'fatturapa', read: readFatturapa } },
  { names: /^Facturae$/, namespace: /facturae/i, child: /^Invoices$/, is: { format: 'facturae', read: readFacturae } },
  { names: /^DTE$/, namespace: /sii\.cl/i, child: /^(Documento|Exportaciones|Liquidacion)$/, is: { format: 'dte', read: one(readDte) } },
  { names: /^NFe$/, namespace: /^http:\/\/www\.portalfiscal\.inf\.br\/nfe$/, child: /^infNFe$/, is: { format: 'nfe', read: one(readNfe) } },
  { names: /^(factura|liquidacionCompra|notaCredito|notaDebito)$/, namespace: /^$/, child: /^infoTributaria$/, is: { format: 'sri', read: one(readSri) } },
];

const others: Known<OtherDocument>[] = [
  { names: /^(Order|OrderResponse|OrderResponseSimple|OrderChange|OrderCancellation)$/, namespace: /:ubl:schema:xsd:Order/, is: 'order' },
  { names: /^(SCRDMCCBDACIOMessageStructure|CrossIndustryOrder\w*)$/, namespace: /^urn:un:unece:uncefact:/, is: 'order' },
  { names: /^(Quotation|RequestForQuotation)$/, namespace: /:ubl:schema:xsd:/, is: 'quotation' },
  { names: /^(DespatchAdvice|FulfilmentCancellation)$/, namespace: /:ubl:schema:xsd:/, is: 'delivery-note' },
  { names: /^(CrossIndustryDespatchAdvice|SCRDMCCBDACIDAMessageStructure)$/, namespace: /^urn:un:unece:uncefact:/, is: 'delivery-note' },
  { names: /^guiaRemision$/, namespace: /^$/, child: /^infoTributaria$/, is: 'delivery-note' },
  { names: /^ReceiptAdvice$/, namespace: /:ubl:schema:xsd:/, is: 'receipt-advice' },
  { names: /^(ApplicationResponse|InvoiceResponse|DocumentStatus)$/, namespace: /:ubl:schema:xsd:/, is: 'application-response' },
  { names: /^(RespuestaDTE|EnvioRecibos|RespuestaEnvioDTE)$/, namespace: /sii\.cl|^$/i, is: 'application-response' },
  { names: /^(retEnviNFe|retConsReciNFe|protNFe|retConsSitNFe)$/, namespace: /portalfiscal/, is: 'application-response' },
  { names: /^Retenciones$/, namespace: /^http:\/\/www\.sat\.gob\.mx\/esquemas\/retencionpago/, is: 'withholding-certificate' },
  { names: /^comprobanteRetencion$/, namespace: /^$/, child: /^infoTributaria$/, is: 'withholding-certificate' },
  { names: /^(Retention|Perception)$/, namespace: /^urn:sunat:/, is: 'withholding-certificate' },
  { names: /^(cteProc|CTe|CTeOS|cteOSProc|enviCTe|cteSimpProc|CTeSimp|mdfeProc|MDFe|bpeProc|BPe)$/, namespace: /portalfiscal\.inf\.br/, is: 'transport-document' },
  { names: /^(Waybill|BillOfLading|TransportationStatus|ForwardingInstructions|PackingList)$/, namespace: /:ubl:schema:xsd:/, is: 'transport-document' },
  { names: /^(Statement|UtilityStatement|RemittanceAdvice)$/, namespace: /:ubl:schema:xsd:/, is: 'statement' },
  { names: /^Reminder$/, namespace: /:ubl:schema:xsd:/, is: 'reminder' },
  { names: /^Catalogue\w*$/, namespace: /:ubl:schema:xsd:/, is: 'catalogue' },
  { names: /^(Tender\w*|CallForTenders|ContractNotice|ContractAwardNotice)$/, namespace: /:ubl:schema:xsd:/, is: 'tender' },
  { names: /^(LibroCompraVenta|LibroGuia|ConsumoFolios|LibroBoleta|AEC)$/, namespace: /sii\.cl|^$/i, is: 'ledger' },
  { names: /^(SummaryDocuments|VoidedDocuments)$/, namespace: /^urn:sunat:/, is: 'ledger' },
  { names: /^(procEventoNFe|envEvento|procEventoCTe|procInutNFe|inutNFe)$/, namespace: /portalfiscal/, is: 'event' },
  { names: /^NominaIndividual(DeAjuste)?$/, namespace: /^dian:gov:co:facturaelectronica:/, is: 'payroll' },
  { names: /^(Cancelacion|CancelaCFD|Acuse)$/, namespace: /sat\.gob\.mx/i, is: 'cancellation' },
];

/** An undeclared namespace passes only with the child that the format cannot be without. */
function fits<T>(known: Known<T>, element: XmlElement): boolean {
  if (!known.names.test(element.name)) return false;
  const hasChild = known.child === undefined || element.children.some((child) => known.child?.test(child.name));
  if (element.namespace === null) return hasChild && (known.child !== undefined || known.namespace.test(''));
  return known.namespace.test(element.namespace);
}

export type Detected = { kind: 'format'; format: Format } | { kind: 'other'; document: OtherDocument };

/** What an element is by namespace and local name; null where it is none of the known documents. */
export function detect(element: XmlElement): Detected | null {
  const format = formats.find((known) => fits(known, element));
  if (format !== undefined) return { kind: 'format', format: format.is };
  const other = others.find((known) => fits(known, element));
  return other === undefined ? null : { kind: 'other', document: other.is };
}
