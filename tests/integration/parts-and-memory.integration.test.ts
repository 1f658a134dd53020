import { beforeAll, describe, expect, it } from 'vitest';
import { readerVersion } from '../../domain/reading/version.ts';
import { coefficients } from '../../domain/reading/confidence/coefficients.ts';
import { anInvoice, argentineInvoicePdf, argentineInvoicesPdf, cuit, truthOf } from '../fixtures/argentine-invoice.ts';
import { rawPdf, show, stream } from '../fixtures/carrier/raw-pdf.ts';
import { eventually } from '../harness/eventually.ts';
import { joinStack, type JoinedStack } from '../harness/shared-stack.ts';

let stack: JoinedStack;
beforeAll(async () => {
  stack = await joinStack();
});

describe('a file with several invoices', () => {
  it('becomes a document for each, linked to it, and the file itself is done with', async () => {
    const invoices = [anInvoice(), anInvoice({ issuerName: 'Papelera del Litoral S.A.', issuerTaxId: cuit('3070000111') }), anInvoice()];
    const id = await stack.api.uploadOne(stack.client.id, 'tres.pdf', await argentineInvoicesPdf(invoices));
    const file = await stack.api.until(id, 'cancelled', 'approved', 'in_review', 'failed');
    expect(file).toMatchObject({ status: 'cancelled', isInvoice: false, reader: 'split' });
    expect(file.reasons.map((r) => r.code)).toEqual(['several_invoices']);
    expect(file.children).toHaveLength(3);
    const parts = await Promise.all(file.children.map((child) => stack.api.until(child, 'approved', 'in_review')));
    expect(parts.map((p) => [p.parentId, p.fields.invoiceNumber?.value, p.pages.map((page) => page.number)])).toEqual(invoices.map((invoice, i) => [id, truthOf(invoice)['invoiceNumber'], [i + 1]]));
    const trace = await stack.api.call('getTrace', { params: { id: parts[1]?.id as string } });
    expect(trace.steps[0]).toMatchObject({ name: 'preprocess', reader: 'part', status: 'done' });
  });

  it('stays one document where the pages are copies of one invoice', async () => {
    const document = await stack.api.until(await stack.api.uploadOne(stack.client.id, 'copias.pdf', await argentineInvoicePdf(anInvoice({ copies: 3 }))), 'approved', 'in_review', 'cancelled');
    expect([document.status === 'cancelled', document.children]).toEqual([false, []]);
  });
});

it('a correction teaches: the next document of the issuer carries it, marked as from history', async () => {
  const issuer = { issuerName: 'Distribuidora Kilómetro Cero S.R.L.', issuerTaxId: cuit('3071555222') };
  const first = await stack.api.until(await stack.api.uploadOne(stack.client.id, 'uno.pdf', await argentineInvoicePdf(anInvoice({ ...issuer, withQr: false, totalError: 3 }))), 'in_review');
  await stack.api.call('approveReviewTask', { params: { id: first.reviewTaskId as string }, body: { corrections: { fields: { issuerName: 'Kilómetro Cero (Rosario)', totalAmount: '12100.00' } } } });
  await stack.api.until(first.id, 'approved');
  const second = await eventually('the next one knows', async () => {
    const id = await stack.api.uploadOne(stack.client.id, 'dos.pdf', await argentineInvoicePdf(anInvoice(issuer)));
    return stack.api.until(id, 'approved', 'in_review');
  }, (d) => d.fields.issuerName?.source === 'history', 30_000);
  expect(second.fields.issuerName?.value).toBe('Kilómetro Cero (Rosario)');
});

it('a bad page does not lose the others, and the trace names it', async () => {
  const invoice = ['FACTURA C  Nro 0003-00000042', 'Molinos Quebracho S.R.L.', 'CUIT 30-71234567-1', 'Fecha: 02/03/2026', 'TOTAL $ 900,00'];
  const page = (content: number) => `<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents ${content} 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>`;
  const file = rawPdf(['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[3 0 R 4 0 R 5 0 R]/Count 3>>', page(6), 'null', page(7), stream(invoice.map((line, i) => show(line, 50, 700 - i * 20)).join('')), stream(show('Condiciones generales de venta', 50, 700))]);
  const document = await stack.api.until(await stack.api.uploadOne(stack.client.id, 'mala.pdf', file), 'approved', 'in_review');
  expect([document.fields.invoiceNumber?.value, document.fields.totalAmount?.value]).toEqual(['0003-00000042', '900.00']);
  const { steps } = await stack.api.call('getTrace', { params: { id: document.id } });
  expect(steps[0]).toMatchObject({ name: 'preprocess', status: 'done', reader: expect.stringMatching(/^pdf\+text.*, p\. 2: pdf_damaged$/) as string });
});

it('an extraction says by which rules and which calibration it was made', async () => {
  const document = await stack.api.until(await stack.api.uploadOne(stack.client.id, 'versión.pdf', await argentineInvoicePdf(anInvoice())), 'approved', 'in_review');
  expect(document.readerVersion).toBe(`${readerVersion}.${coefficients.version}`);
});
