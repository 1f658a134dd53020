// A small Argentine invoice of invented firms as words, and what an external reader may say of it. For tests.
import type { Carrier } from '../../ports.ts';
import type { Draft } from '../draft.ts';
import { readPages } from '../read-pages.ts';
import type { ReadingContext } from '../reading.ts';
import { scan, type Scan } from '../scan/scan.ts';
import { pageOfText } from './layout-of-text.ts';
import type { ExternalValues } from '../external/external-values.ts';

export const context: ReadingContext = { today: '2026-06-01' };

export const invoiceLines = [
  'FERRETERIA EL YUNQUE S.R.L.            A            FACTURA',
  '                                    COD. 01         Punto de Venta: 00003   Comp. Nro: 00000153',
  'Razon Social: Ferreteria El Yunque S.R.L.           Fecha de Emision: 06/03/2026',
  'Domicilio: Av. Siempreviva 742, Rosario             CUIT: 30-50001091-2',
  'Condicion frente al IVA: Responsable Inscripto      Ingresos Brutos: 901-123456-7',
  '',
  'CUIT: 30-71234567-1   Apellido y Nombre / Razon Social: Cliente de Prueba S.A.',
  '',
  'Producto / Servicio        Cantidad    Precio Unit.     Subtotal',
  'Bulones de acero M8          100,00          100,00    10.000,00',
  '',
  '                                     Importe Neto Gravado: $ 10.000,00',
  '                                     IVA 21%: $               2.100,00',
  '                                     Importe Total: $        12.100,00',
  'CAE N: 76100000000012    Fecha de Vto. de CAE: 16/03/2026',
];

export function carrierOf(lines: string[]): Carrier {
  return { kind: 'pdf', mediaType: 'application/pdf', pageCount: 1, pages: [pageOfText(lines)], codes: [], structures: [], faults: [], info: {} };
}

export const scanOf = (lines: string[]): Scan => scan([pageOfText(lines)], [], context);
export const draftOf = (lines: string[]): Draft => readPages([pageOfText(lines)], scanOf(lines));

/** What a good reader answers about the invoice. */
export function valuesOf(overrides: ExternalValues['fields'] = {}, rest: Partial<ExternalValues> = {}): ExternalValues {
  return {
    isInvoice: true,
    fields: {
      issuerName: 'Ferreteria El Yunque S.R.L.', issuerTaxId: '30-50001091-2', recipientName: 'Cliente de Prueba S.A.', recipientTaxId: '30712345671', invoiceType: 'A', invoiceTypeCode: '01',
      invoiceNumber: '00003-00000153', pointOfSale: '00003', issueDate: '2026-03-06', dueDate: null, currency: 'ARS', netAmount: '10000.00', taxAmount: '2100.00', totalAmount: '12100.00',
      cae: '76100000000012', caeDueDate: '2026-03-16', ...overrides,
    },
    taxes: [{ kind: 'vat', label: 'IVA 21%', rate: '21', base: '10000.00', amount: '2100.00' }],
    lineItems: [{ description: 'Bulones de acero M8', quantity: '100', unitPrice: '100.00', taxRate: '21', amount: '10000.00' }],
    ...rest,
  };
}
