import { describe, expect, it } from 'vitest';
import type { FieldName } from '../../../contract/extraction.ts';
import { invoiceLines, scanOf } from '../testing/printed-invoice.ts';
import { alignField } from './align.ts';

const seen = scanOf(invoiceLines);

/** The text under a place: lines are 14 apart from 40, letters 6 wide from 40 (see pageOfText). */
function textAt({ box }: { box: { x: number; y: number; width: number } }): string {
  const line = invoiceLines[Math.round((box.y - 40) / 14)] ?? '';
  return line.slice(Math.round((box.x - 40) / 6), Math.round((box.x + box.width - 40) / 6));
}

describe('alignField', () => {
  it.each<[FieldName, string, string]>([
    ['totalAmount', '12100.00', '12.100,00'],
    ['netAmount', '10000.00', '10.000,00'],
    ['issueDate', '2026-03-06', '06/03/2026'],
    ['caeDueDate', '2026-03-16', '16/03/2026'],
    ['issuerTaxId', '30500010912', '30-50001091-2'],
    ['recipientTaxId', '30712345671', '30-71234567-1'],
    ['invoiceNumber', '00003-00000153', '00000153'],
    ['invoiceNumber', '153', '00000153'],
    ['pointOfSale', '3', '00003'],
    ['invoiceType', 'A', 'A'],
    ['invoiceTypeCode', '1', 'COD. 01'],
    ['cae', '76100000000012', '76100000000012'],
    ['issuerName', 'Ferretería El Yunque S.R.L.', 'FERRETERIA EL YUNQUE S.R.L.'],
    ['recipientName', 'Cliente de Prueba', 'Cliente de Prueba'],
    ['recipientName', 'Cliente de Pruepa S.A.', 'Cliente de Prueba S.A.'],
  ])('%s %s stands at %j', (name, value, text) => {
    const place = alignField(name, value, seen);
    expect(place && textAt(place)).toBe(text);
    expect(place).toMatchObject({ page: 1, ocr: 1 });
  });

  it('of several sightings of an amount the lowest that looks like money is the place', () => {
    const place = alignField('netAmount', '10000.00', seen);
    expect(place?.box.y).toBe(40 + 11 * 14);
  });

  it.each<[FieldName, string]>([
    ['totalAmount', '12100.01'], ['totalAmount', '1.00'], ['totalAmount', '21.00'], ['issueDate', '2026-03-07'], ['issuerTaxId', '30500010913'], ['invoiceNumber', '00003-00000154'],
    ['invoiceNumber', '00004-00000153'], ['pointOfSale', '4'], ['invoiceType', 'B'], ['invoiceTypeCode', '6'], ['cae', '76100000000013'], ['issuerName', 'Otra Firma S.A.'], ['currency', 'EUR'],
  ])('%s %s stands nowhere', (name, value) => {
    expect(alignField(name, value, seen)).toBeNull();
  });

  it.each([['ARS', '$'], ['USD', '$'], ['EUR', '€'], ['EUR', 'EUR'], ['USD', 'Total en dolares estadounidenses:']])('%s stands as %j', (value, printed) => {
    const place = alignField('currency', value, scanOf(['FACTURA', `Importe Total: ${printed} 12.100,00`]));
    expect(place?.page).toBe(1);
  });

  it('a name is found over a line break by its greater part', () => {
    const broken = scanOf(['Distribuidora Mayorista del Litoral', 'Sociedad Anonima']);
    expect(alignField('issuerName', 'Distribuidora Mayorista del Litoral Sociedad Anónima', broken)).toMatchObject({ page: 1 });
    expect(alignField('issuerName', 'Distribuidora Minorista de la Costa Sociedad Anónima', broken)).toBeNull();
  });

  it('nothing that a reader writes is a pattern', () => {
    for (const value of ['.*', '(a+)+$', '[\\s\\S]', '0', '']) expect(() => alignField('invoiceNumber', value, seen)).not.toThrow();
    expect(alignField('invoiceNumber', '.*', seen)).toBeNull();
  });
});
