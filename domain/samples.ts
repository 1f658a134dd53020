// The documents by which the product shows itself: invented firms, one document for each end that the pipeline knows.
import Big from 'big.js';
import { cuitCheckDigit } from './fiscal/cuit.ts';

export interface SampleInvoice {
  issuerName: string;
  issuerTaxId: string;
  issuerAddress: string;
  recipientName: string;
  recipientTaxId: string;
  /** With the zeros that a form prints. */
  pointOfSale: string;
  number: string;
  /** ISO 8601 */
  issueDate: string;
  items: { description: string; quantity: string; unitPrice: string; amount: string; amountWithVat: string }[];
  net: string;
  vat: string;
  /** As it is printed, which may be wrong on purpose. */
  total: string;
  cae: string;
  caeDueDate: string;
  /** The payload of RG 4892; null: the invoice has no code. */
  qrUrl: string | null;
}

export interface SampleSet {
  client: { name: string; taxId: string };
  /** Its code proves it: approved without a person. */
  proven: SampleInvoice;
  /** No code, and a total that does not add up: a person looks at it. */
  doubtful: SampleInvoice;
  /** No invoice at all. */
  letter: readonly string[];
}

const cuit = (tenDigits: string) => tenDigits + cuitCheckDigit(tenDigits);
const client = { name: 'Almacén de Ejemplo S.A.', taxId: cuit('3099999901') };

/** @param today ISO 8601; the invoices are some days old. */
export function sampleSet(today: string): SampleSet {
  const supplier = { issuerName: 'Distribuidora Muestra S.R.L.', issuerTaxId: cuit('3099999902'), issuerAddress: 'Av. de los Ejemplos 100 - Rosario, Santa Fe' };
  const printer = { issuerName: 'Gráfica Muestra S.A.', issuerTaxId: cuit('3099999903'), issuerAddress: 'Calle de la Prueba 25 - Córdoba' };
  return {
    client,
    proven: invoice(supplier, { number: 4207, daysAgo: 6, items: [['Yerba mate 1 kg', '48', '3150.50'], ['Aceite de girasol 900 ml', '36', '1890.00']], today }),
    doubtful: { ...invoice(printer, { number: 318, daysAgo: 3, items: [['Talonarios numerados', '20', '4200.00'], ['Bolsas impresas x 100', '15', '2610.00']], today }), total: '150142.50', qrUrl: null },
    letter: ['Lista de precios', 'Estimado cliente: le enviamos los precios del mes.', 'Quedamos a su disposición por cualquier consulta.', 'Saludos cordiales, Distribuidora Muestra.'],
  };
}

type Issuer = Pick<SampleInvoice, 'issuerName' | 'issuerTaxId' | 'issuerAddress'>;

function invoice(issuer: Issuer, { number, daysAgo, items, today }: { number: number; daysAgo: number; items: [description: string, quantity: string, unitPrice: string][]; today: string }): SampleInvoice {
  const issueDate = addDays(today, -daysAgo);
  const lines = items.map(([description, quantity, unitPrice]) => {
    const amount = new Big(quantity).times(unitPrice);
    return { description, quantity, unitPrice, amount: amount.toFixed(2), amountWithVat: amount.times('1.21').toFixed(2) };
  });
  const net = lines.reduce((sum, line) => sum.plus(line.amount), new Big(0));
  const vat = net.times('0.21').round(2);
  const total = net.plus(vat).toFixed(2);
  const cae = `7512345600${String(number).padStart(4, '0')}`;
  const pointOfSale = 4;
  const payload = {
    ver: 1, fecha: issueDate, cuit: Number(issuer.issuerTaxId), ptoVta: pointOfSale, tipoCmp: 1, nroCmp: number, importe: Number(total), moneda: 'PES', ctz: 1,
    tipoDocRec: 80, nroDocRec: Number(client.taxId), tipoCodAut: 'E', codAut: Number(cae),
  };
  return {
    ...issuer, recipientName: client.name, recipientTaxId: client.taxId, pointOfSale: String(pointOfSale).padStart(5, '0'), number: String(number).padStart(8, '0'), issueDate, items: lines,
    net: net.toFixed(2), vat: vat.toFixed(2), total, cae, caeDueDate: addDays(issueDate, 10), qrUrl: `https://www.arca.gob.ar/fe/qr/?p=${btoa(JSON.stringify(payload))}`,
  };
}

function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}
