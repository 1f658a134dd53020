import PDFDocument from 'pdfkit';
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { SampleInvoice } from '../../domain/samples.ts';

// The library would fetch its WASM from the network.
prepareZXingModule({ overrides: { wasmBinary: readFileSync(fileURLToPath(import.meta.resolve('zxing-wasm/writer/zxing_writer.wasm'))).buffer as ArrayBuffer } });

const money = (amount: string) => Number(amount).toLocaleString('es-AR', { minimumFractionDigits: 2 });
const day = (iso: string) => iso.split('-').reverse().join('/');

/** An invoice as ARCA's own form lays it out. */
export async function invoicePdf(invoice: SampleInvoice): Promise<Buffer> {
  const code = invoice.qrUrl === null ? null : await writeBarcode(invoice.qrUrl, { format: 'QRCode', scale: 4 });
  const image = code?.image ? Buffer.from(await code.image.arrayBuffer()) : null;
  return draw((pdf) => {
    const text = (value: string, x: number, y: number, isBold = false, size = 9) =>
      pdf.font(isBold ? 'Helvetica-Bold' : 'Helvetica').fontSize(size).text(value, x, y - size, { lineBreak: false });
    pdf.lineWidth(0.6).rect(30, 40, 535, 125).rect(30, 175, 535, 60).rect(30, 540, 535, 125).stroke();
    text('ORIGINAL', 270, 30, true, 12);
    text('A', 292, 70, true, 24);
    text('COD. 01', 282, 85, true, 7);
    text(invoice.issuerName, 40, 80, true, 13);
    text(`Razón Social: ${invoice.issuerName}`, 40, 110);
    text(`Domicilio Comercial: ${invoice.issuerAddress}`, 40, 125);
    text('Condición frente al IVA: IVA Responsable Inscripto', 40, 140);
    text('FACTURA', 340, 70, true, 16);
    text(`Punto de Venta: ${invoice.pointOfSale}`, 340, 95, true);
    text(`Comp. Nro: ${invoice.number}`, 460, 95, true);
    text(`Fecha de Emisión: ${day(invoice.issueDate)}`, 340, 110, true);
    text(`CUIT: ${invoice.issuerTaxId}`, 340, 125);
    text(`CUIT: ${invoice.recipientTaxId}`, 40, 195);
    text(`Apellido y Nombre / Razón Social: ${invoice.recipientName}`, 200, 195);
    text('Condición frente al IVA: IVA Responsable Inscripto', 40, 210);
    text('Condición de venta: Contado', 40, 225);
    const columns = [40, 250, 320, 400, 460, 510];
    const row = (cells: string[], y: number, isBold = false) => cells.forEach((cell, i) => text(cell, columns[i] ?? 40, y, isBold, 8));
    row(['Producto / Servicio', 'Cantidad', 'Precio Unit.', 'Subtotal', 'Alicuota', 'Subtotal c/IVA'], 260, true);
    invoice.items.forEach((item, i) => row([item.description, money(item.quantity), money(item.unitPrice), money(item.amount), '21%', money(item.amountWithVat)], 280 + i * 16));
    const sums = [['Importe Neto Gravado: $', invoice.net], ['IVA 27%: $', '0'], ['IVA 21%: $', invoice.vat], ['IVA 10.5%: $', '0'], ['Importe Otros Tributos: $', '0'], ['Importe Total: $', invoice.total]] as const;
    sums.forEach(([label, amount], i) => {
      text(label, 370, 560 + i * 16, true);
      text(money(amount), 510, 560 + i * 16, true);
    });
    if (image) pdf.image(image, 40, 710, { width: 90 });
    text(`CAE N°: ${invoice.cae}`, 400, 740, true);
    text(`Fecha de Vto. de CAE: ${day(invoice.caeDueDate)}`, 400, 755, true);
    text('Documento de ejemplo, sin valor fiscal', 40, 815, false, 7);
  });
}

/** A page of plain text. */
export const letterPdf = (lines: readonly string[]): Promise<Buffer> =>
  draw((pdf) => {
    lines.forEach((line, i) => pdf.font(i === 0 ? 'Helvetica-Bold' : 'Helvetica').fontSize(11).text(line, 60, 80 + i * 22, { lineBreak: false }));
  });

function draw(onPage: (pdf: InstanceType<typeof PDFDocument>) => void): Promise<Buffer> {
  const pdf = new PDFDocument({ size: 'A4', margin: 0 });
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
    onPage(pdf);
    pdf.end();
  });
}
