import type { Language } from '../contract/common.ts';
import type { FieldName } from '../contract/extraction.ts';
import type { ExportedDocument } from '../contract/transfer.ts';

export interface ExportColumn {
  name: string;
  title: Record<Language, string>;
  /** `number`: decimal text that spreadsheets should count with; `date`: ISO 8601. */
  kind: 'text' | 'number' | 'date';
  read(document: ExportedDocument): string | null;
}

const field = (name: FieldName, es: string, en: string, kind: ExportColumn['kind'] = 'text'): ExportColumn =>
  ({ name, title: { es, en }, kind, read: ({ fields }) => fields[name]?.value ?? null });
const own = (name: string, es: string, en: string, read: ExportColumn['read'], kind: ExportColumn['kind'] = 'text'): ExportColumn => ({ name, title: { es, en }, kind, read });
const decimal = (value: number | null) => (value === null ? null : String(value));

/** The columns of an export, in order. */
export const exportColumns: readonly ExportColumn[] = [
  own('id', 'Id', 'Id', (d) => d.id),
  own('clientName', 'Cliente', 'Client', (d) => d.clientName),
  own('clientTaxId', 'CUIT del cliente', 'Client tax id', (d) => d.clientTaxId),
  own('fileName', 'Archivo', 'File', (d) => d.fileName),
  own('status', 'Estado', 'Status', (d) => d.status),
  own('confidence', 'Confianza', 'Confidence', (d) => decimal(d.confidence), 'number'),
  field('issuerName', 'Emisor', 'Issuer'), field('issuerTaxId', 'CUIT del emisor', 'Issuer tax id'),
  field('recipientName', 'Receptor', 'Recipient'), field('recipientTaxId', 'CUIT del receptor', 'Recipient tax id'),
  field('invoiceType', 'Tipo', 'Type'), field('invoiceTypeCode', 'Código de tipo', 'Type code'),
  field('pointOfSale', 'Punto de venta', 'Point of sale'), field('invoiceNumber', 'Número', 'Number'),
  field('issueDate', 'Fecha', 'Date', 'date'), field('dueDate', 'Vencimiento', 'Due date', 'date'),
  field('currency', 'Moneda', 'Currency'), field('netAmount', 'Neto', 'Net', 'number'), field('taxAmount', 'Impuestos', 'Taxes', 'number'), field('totalAmount', 'Total', 'Total', 'number'),
  field('cae', 'CAE', 'CAE'), field('caeDueDate', 'Vencimiento del CAE', 'CAE due date', 'date'),
  own('reader', 'Lector', 'Reader', (d) => d.reader),
  own('failure', 'Falla', 'Failure', (d) => d.failure?.code ?? null),
  own('duplicateOf', 'Duplicado de', 'Duplicate of', (d) => d.duplicateOf),
  own('createdAt', 'Recibido', 'Received', (d) => d.createdAt, 'date'),
];

export const columnTitles = (language: Language | undefined): string[] => exportColumns.map(({ name, title }) => (language ? title[language] : name));
