import { describe, expect, it } from 'vitest';
import { fixtureInvoice } from '../../../tests/fixtures/e-invoices/fixture-invoice.ts';
import { ublXml } from '../../../tests/fixtures/e-invoices/ubl-xml.ts';
import type { Extraction } from '../../../contract/extraction.ts';
import { decide } from '../../decide.ts';
import type { EmbeddedXml } from '../../ports.ts';
import { readCarrier } from '../read-carrier.ts';
import { pageOfText } from '../testing/layout-of-text.ts';

const invoice = fixtureInvoice();
const xml = (of = invoice): EmbeddedXml => ({ name: 'factur-x.xml', xml: ublXml(of) });

/** The page that the sender printed, with other words in place of some. */
const printed = (replaced: Record<string, string> = {}): string[] => [
  `${invoice.issuer.name}                 FACTURA Nº ${invoice.number}`, `NIF: ${invoice.issuer.taxId}            Fecha: 06/03/2026   Vencimiento: 05/04/2026`, `Cliente: ${invoice.recipient.name}`, '',
  'Descripción              Cantidad    Precio     Importe', 'Harina de maíz                  3    120,50      361,50', 'Flete                           1     80,00       80,00', '',
  'Base imponible 441,50 EUR', 'IVA 84,32 EUR', 'TOTAL FACTURA 525,82 EUR',
].map((line) => Object.entries(replaced).reduce((text, [from, to]) => text.replace(from, to), line));

function read(lines: string[], structures: EmbeddedXml[]): Extraction {
  const [reading] = readCarrier({ kind: 'pdf', mediaType: 'application/pdf', pageCount: 1, pages: [pageOfText(lines)], codes: [], structures, faults: [], info: {} }, { today: '2026-06-01' });
  if (!reading) throw new Error('nothing was read');
  return reading.extraction;
}
const mismatches = ({ reasons }: Extraction): string[] => reasons.filter(({ code }) => code === 'structure_mismatch').map(({ field, blocking }) => `${field}${blocking ? '!' : ''}`);

describe('an e-invoice inside a page', () => {
  it('is taken where both say the same, with the place of its values', () => {
    const extraction = read(printed(), [xml()]);
    expect([mismatches(extraction), decide(extraction).decision]).toEqual([[], 'approved']);
    expect(extraction.fields.totalAmount).toMatchObject({ value: '525.82', source: 'xml', page: 1, box: expect.objectContaining({ width: expect.any(Number) as number }) as object });
  });

  it.each([
    ['another total', { '525,82': '999,99' }, ['totalAmount']],
    ['another number', { [invoice.number]: 'F-0777' }, ['invoiceNumber']],
    ['another day', { '06/03/2026': '01/02/2026' }, ['issueDate']],
    ['another invoice', { '525,82': '999,99', [invoice.number]: 'F-0777' }, ['invoiceNumber!', 'totalAmount!']],
  ])('is doubted where the page shows %s', (_, replaced, reasons) => {
    const extraction = read(printed(replaced), [xml()]);
    expect([mismatches(extraction), decide(extraction).decision]).toEqual([reasons, 'review']);
    expect(extraction.fields.totalAmount?.value).toBe('525.82');
  });

  it('is doubted where a second one says otherwise', () => {
    const extraction = read(printed(), [xml(), xml(fixtureInvoice({ number: 'F-0043' }))]);
    expect([mismatches(extraction), decide(extraction).decision]).toEqual([['null!', 'invoiceNumber!'], 'review']);
  });

  it('leaves the page to be read where it is broken', () => {
    const extraction = read(printed(), [{ name: 'factur-x.xml', xml: ublXml(invoice).slice(0, 900) }]);
    expect(extraction.fields.totalAmount).toMatchObject({ value: '525.82', source: 'text' });
  });
});
