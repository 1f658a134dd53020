import { expect, it } from 'vitest';
import type { Extraction } from '../../../contract/extraction.ts';
import type { Page } from '../../../contract/page.ts';
import { readCarrier } from '../read-carrier.ts';
import { pageOfText } from '../testing/layout-of-text.ts';
import { learn } from './learn.ts';
import type { SupplierMemory } from './supplier-memory.ts';

const today = '2026-06-01';

/** A voucher whose number hides behind a word that no lexicon has, and whose head shows another number. */
const page = (number: string, date: string, total: string): Page => pageOfText([
  'Molinos Quebracho S.R.L.                      A      FACTURA',
  'Ruta 5 km 12, Lincoln                      COD. 01',
  `CUIT: 30-71234567-1                            Fecha: ${date}`,
  `Pliego ${number}                      Inicio de Actividades: 01/03/2005`,
  '',
  'Cliente: Almacén Don Braulio SRL          CUIT: 30-50001091-2',
  '',
  'Descripción                 Cantidad     Precio Unit.      Importe',
  'Harina 000 x 25 kg              10,00        1.000,00     10.000,00',
  '',
  '                                    Neto Gravado          10.000,00',
  '                                    IVA 21%                2.100,00',
  `                                    TOTAL                 ${total}`,
]);

function read(own: Page, memory?: SupplierMemory): Extraction {
  const [reading] = readCarrier({ kind: 'pdf', mediaType: 'application/pdf', pageCount: 1, pages: [own], codes: [], structures: [], faults: [], info: {} }, { today, ...(memory ? { memory } : {}) });
  if (!reading) throw new Error('nothing was read');
  return reading.extraction;
}

it('reads the next document of a supplier as a person corrected the last', () => {
  const first = page('K-88123', '02/03/2026', '12.100,00');
  const before = read(first);
  expect(before.fields.invoiceNumber?.value).not.toBe('K-88123');
  const memory = learn(null, { extraction: before, pages: [first] }, { invoiceNumber: 'K-88123' }, today);
  const after = read(page('K-90417', '17/03/2026', '12.100,00'), memory);
  expect(after.fields.invoiceNumber).toMatchObject({ value: 'K-90417', source: 'history', page: 1 });
  expect(after.fields.issueDate?.value).toBe('2026-03-17');
});

it('does not carry one supplier\'s places to another', () => {
  const first = page('K-88123', '02/03/2026', '12.100,00');
  const memory = learn(null, { extraction: read(first), pages: [first] }, { invoiceNumber: 'K-88123' }, today);
  const other: Page = { ...first, words: first.words.map((word) => (word.text === '30-71234567-1' ? { ...word, text: '30-61234567-7' } : word)) };
  expect(read(other, memory).fields.invoiceNumber?.source).not.toBe('history');
});

it('keeps a corrected name and currency as the supplier\'s own', () => {
  const first = page('K-88123', '02/03/2026', '12.100,00');
  const memory = learn(null, { extraction: read(first), pages: [first] }, { issuerName: 'Molinos Quebracho de Juan Paz', currency: 'USD' }, today);
  const { fields } = read(page('K-1', '17/03/2026', '12.100,00'), memory);
  expect(fields.issuerName).toMatchObject({ value: 'Molinos Quebracho de Juan Paz', source: 'history' });
  expect(fields.currency?.value).toBe('USD');
});

it('leaves a remembered currency to a person where the page states another', () => {
  const first = page('K-88123', '02/03/2026', '12.100,00');
  const memory = learn(null, { extraction: read(first), pages: [first] }, { currency: 'USD' }, today);
  const reasons = (total: string): string[] => read(page('K-1', '17/03/2026', total), memory).reasons.filter(({ field, blocking }) => field === 'currency' && blocking).map(({ code }) => code);
  expect([reasons('12.100,00'), reasons('$ 12.100,00')]).toEqual([[], ['currency_ambiguous']]);
});

it('survives being stored as JSON and counts documents', () => {
  const first = page('K-88123', '02/03/2026', '12.100,00');
  const once = learn(null, { extraction: read(first), pages: [first] }, {}, today);
  const twice = learn(JSON.parse(JSON.stringify(once)) as SupplierMemory, { extraction: read(first), pages: [first] }, {}, today);
  expect(twice.suppliers['30712345671']?.seen).toBe(2);
});

it('learns nothing of an issuer that nobody knows', () => {
  const blank = pageOfText(['Total 10,00']);
  expect(learn(null, { extraction: read(blank), pages: [blank] }, {}, today).suppliers).toEqual({});
});
