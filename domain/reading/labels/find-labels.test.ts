import { expect, it } from 'vitest';
import { layoutOfText, pageOfText } from '../testing/layout-of-text.ts';
import { buildLayout } from '../layout/build-layout.ts';
import { findLabels, means } from './find-labels.ts';
import type { Concept } from '../lexicon/concepts.ts';

const has = (text: string, concept: Concept): boolean => findLabels(layoutOfText([text])).some((label) => means(label, concept));

it.each<[string, Concept]>([
  ['Fecha de Emisión: 01/02/2024', 'issueDate'],
  ['FechadeEmisión:01/02/2024', 'issueDate'],
  ['C.A.E.N°:74000000000001', 'cae'],
  ['Rechnungs-Nr. 4711', 'invoiceNumber'],
  ['N° de facture 12', 'invoiceNumber'],
  ['Fatura Tarihi 17.03.2025', 'issueDate'],
  ['Totaal incl. BTW 121,00', 'total'],
  ['Totale fattura 122,00', 'total'],
  ['P.IVA 01234567890', 'taxId'],
  ['Fecha de Vto. de CAE: 10/02/2024', 'caeDueDate'],
  ['Inicio de Actividades: 01/01/2001', 'activityStart'],
  ['KDV %20 : 20,00', 'vat'],
  ['IVA 21% 2.100,00', 'vat'],
  ['BILL TO', 'recipient'],
])('finds in "%s" the label of %s', (text, concept) => {
  expect(has(text, concept)).toBe(true);
});

it('takes the longest of overlapping phrases', () => {
  expect(has('Subtotal 100,00', 'total')).toBe(false);
  expect(has('Importe Total 100,00', 'total')).toBe(true);
  expect(has('Fecha de Vto. de CAE: 10/02/2024', 'issueDate')).toBe(false);
});

it.each<[string, Concept]>([
  ['Nos vemos de nuevo en la tienda', 'number'],
  ['8,1 kg de harina', 'otherNumber'],
  ['el total de la obra que se describe en los planos', 'number'],
])('hears no label in "%s"', (text, concept) => {
  expect(has(text, concept)).toBe(false);
});

it('marks what follows as announced by a colon, and where a cell begins', () => {
  const [label] = findLabels(layoutOfText(['CUIT: 30-71234567-1']));
  expect(label).toMatchObject({ isColon: true, isCellStart: true });
});

it('forgives one wrong letter on pages read by OCR alone', () => {
  const page = pageOfText(['Vencimlemto 10/02/2024', 'Rechnungsdatun 01.02.2024']);
  const labels = findLabels(buildLayout([{ ...page, origin: 'ocr' }]));
  expect(labels.some((label) => means(label, 'issueDate'))).toBe(true);
  expect(findLabels(buildLayout([page])).some((label) => means(label, 'issueDate'))).toBe(false);
});

it('weighs a label in the middle of a sentence less', () => {
  const [inSentence] = findLabels(layoutOfText(['la presente se emite por los servicios que constan en la factura de referencia del mes'])).filter((label) => means(label, 'titleInvoice'));
  expect(inSentence?.meanings.find((meaning) => meaning.concept === 'titleInvoice')?.strength).toBeLessThan(2);
});
