import { describe, expect, it } from 'vitest';
import type { Extraction, FieldName } from '../../../contract/extraction.ts';
import { scoreDraft } from '../confidence/score-draft.ts';
import type { Draft } from '../draft.ts';
import { carrierOf, context, draftOf, invoiceLines, valuesOf } from '../testing/printed-invoice.ts';
import type { ExternalValues } from './external-values.ts';
import { readWithExternal } from './read-with-external.ts';

const model = 'model';
const read = (values: ExternalValues, lines = invoiceLines, change: (draft: Draft) => Draft = (draft) => draft, kind: 'words' | 'images' = 'words'): Extraction => {
  const carrier = carrierOf(lines);
  return scoreDraft(readWithExternal(change(draftOf(lines)), values, carrier.pages, carrier, context, { model, kind }));
};
const without = (...names: FieldName[]) => (draft: Draft): Draft => ({ ...draft, fields: Object.fromEntries(Object.entries(draft.fields).filter(([name]) => !names.includes(name as FieldName))) });
/** A field that the local reader is not sure of. */
const doubtful = (name: FieldName, value?: string) => (draft: Draft): Draft => {
  const field = draft.fields[name];
  return field ? { ...draft, fields: { ...draft.fields, [name]: { ...field, ...(value && { value }), evidence: { label: 0.3, margin: 0.1, ocr: 0.8 } } } } : draft;
};
const codes = (extraction: Extraction): string[] => extraction.reasons.map(({ code, field, blocking }) => `${code}:${field ?? ''}${blocking ? '!' : ''}`);
const nothing: ExternalValues = { isInvoice: true, fields: {}, taxes: [], lineItems: [] };
const confidence = (extraction: Extraction, name: FieldName): number => extraction.fields[name]?.confidence ?? NaN;

describe('readWithExternal', () => {
  it('two readers that agree are surer than one, and the value stays the local one', () => {
    const before = read(nothing, invoiceLines, doubtful('invoiceNumber'));
    const after = read(valuesOf(), invoiceLines, doubtful('invoiceNumber'));
    expect(confidence(after, 'invoiceNumber')).toBeGreaterThan(confidence(before, 'invoiceNumber'));
    expect(after.confidence).toBeGreaterThan(before.confidence);
    expect(after.fields.invoiceNumber).toMatchObject({ value: '00003-00000153', source: 'text' });
    expect(after).toMatchObject({ reader: 'text+ai:model', reasons: [] });
  });

  it('a reader that says nothing changes nothing', () => {
    const local = scoreDraft(draftOf(invoiceLines));
    expect(read(nothing)).toEqual({ ...local, reader: `${local.reader}+ai:${model}` });
  });

  it.each<[FieldName, string]>([['totalAmount', '12100.00'], ['issuerTaxId', '30500010912'], ['invoiceNumber', '00003-00000153'], ['issueDate', '2026-03-06'], ['currency', 'ARS'], ['issuerName', 'Ferreteria El Yunque S.R.L.']])(
    '%s that it alone gives is taken with its place on the page', (name, value) => {
      const extraction = read(valuesOf(), invoiceLines, without(name));
      expect(extraction.fields[name]).toMatchObject({ value, source: 'ai', page: 1, box: expect.objectContaining({ width: expect.any(Number) }) });
      expect(confidence(extraction, name)).toBeGreaterThan(0.7);
      expect(confidence(extraction, name)).toBeLessThan(0.99);
      expect(codes(extraction)).toEqual([]);
    });

  it.each<[FieldName, string]>([['totalAmount', '99999.99'], ['issuerTaxId', '20123456786'], ['invoiceNumber', '00009-00009999'], ['issueDate', '2026-01-31'], ['currency', 'EUR'], ['issuerName', 'Invento S.A.']])(
    '%s %s, which stands nowhere, is kept for the reviewer with little confidence and a reason', (name, value) => {
      const extraction = read(valuesOf({ [name]: value }), invoiceLines, without(name));
      expect(extraction.fields[name]).toMatchObject({ value, source: 'ai', page: null, box: null });
      expect(confidence(extraction, name)).toBeLessThanOrEqual(0.5);
      expect(codes(extraction)).toContain(`ai_unaligned:${name}`);
      if (name !== 'issuerName') expect(extraction.confidence).toBeLessThan(0.8);
    });

  it.each<[FieldName, string]>([['totalAmount', '99999.99'], ['issuerTaxId', '20123456786'], ['invoiceNumber', '00009-00009999'], ['issueDate', '2026-01-31']])(
    'an invented %s never takes the place of one that stands on the page', (name, value) => {
      const extraction = read(valuesOf({ [name]: value }));
      expect(extraction.fields[name]?.value).toBe(draftOf(invoiceLines).fields[name]?.value);
      expect(codes(extraction)).toEqual([`ai_unaligned:${name}`]);
    });

  it.each<[FieldName, string]>([['totalAmount', '10000.00'], ['issuerTaxId', '30712345671'], ['issueDate', '2026-03-16']])(
    'another %s that stands on the page is a disagreement: the better proved value stays, doubted', (name, value) => {
      const extraction = read(valuesOf({ [name]: value }));
      expect(extraction.fields[name]?.value).toBe(draftOf(invoiceLines).fields[name]?.value);
      expect(codes(extraction)).toContain(`ai_disagrees:${name}`);
      expect(confidence(extraction, name)).toBeLessThanOrEqual(0.9);
      expect(extraction.confidence).toBeLessThan(0.95);
    });

  it('of two values on the page the one with more evidence is taken, also where it is the external one', () => {
    const extraction = read(valuesOf(), invoiceLines, doubtful('issuerTaxId', '30712345671'));
    expect(extraction.fields.issuerTaxId).toMatchObject({ value: '30500010912', source: 'ai' });
    expect(codes(extraction)).toContain('ai_disagrees:issuerTaxId');
    expect(confidence(extraction, 'issuerTaxId')).toBeLessThanOrEqual(0.9);
  });

  it('what a code proves is neither changed nor doubted', () => {
    const proven = (draft: Draft): Draft => ({ ...draft, fields: { ...draft.fields, totalAmount: { value: '12100.00', source: 'qr', page: 1, box: null, evidence: { label: 0.9, margin: 1, code: 1 } } } });
    const extraction = read(valuesOf({ totalAmount: '10000.00' }), invoiceLines, proven);
    expect(extraction.fields.totalAmount).toMatchObject({ value: '12100.00', source: 'qr' });
    expect(confidence(extraction, 'totalAmount')).toBeGreaterThan(0.95);
    expect(codes(extraction)).toEqual([]);
  });

  it('values are held to the rules like anybody\'s: check digit, sum, rate', () => {
    const wrong = invoiceLines.map((line) => line.replace('30-50001091-2', '30-50001091-3').replace('12.100,00', '12.900,00'));
    const extraction = read(valuesOf({ issuerTaxId: '30-50001091-3', totalAmount: '12900.00' }), wrong, without('issuerTaxId', 'totalAmount'));
    expect(extraction.fields.issuerTaxId).toMatchObject({ value: '30500010913', source: 'ai' });
    expect(extraction.reasons).toEqual(expect.arrayContaining([expect.objectContaining({ code: 'tax_id_check_failed', field: 'issuerTaxId', blocking: true }), expect.objectContaining({ code: 'sum_mismatch', field: 'totalAmount' })]));
  });

  it('says that it holds this for no invoice: a person must look', () => {
    expect(codes(read(valuesOf({}, { isInvoice: false })))).toContain('ai_disagrees:!');
  });

  it('cannot make an invoice of what is none', () => {
    const letter = ['Estimada Marta:', 'Te escribo para contarte que llegamos bien a la costa y que el mar', 'Un abrazo grande,', 'Julian'];
    const extraction = read(valuesOf(), letter);
    expect(extraction).toMatchObject({ isInvoice: false, confidence: 0 });
    expect(codes(extraction)).toContain('not_invoice:!');
  });

  it('answers a doubt between totals by agreeing, but not one about characters that it was given', () => {
    const unsure = (draft: Draft): Draft => ({ ...draft, fields: { ...draft.fields, totalAmount: { ...draft.fields.totalAmount, evidence: { label: 0.5, margin: 0.1, ocr: 0.4 } } as never } });
    expect(codes(read(valuesOf(), invoiceLines, unsure))).toContain('ocr_uncertain:totalAmount!');
    expect(codes(read(valuesOf(), invoiceLines, unsure, 'images'))).toContain('ocr_uncertain:totalAmount');
  });

  it('gives taxes and items where there are none, once their amounts stand on the page', () => {
    const bare = (draft: Draft): Draft => ({ ...draft, taxes: [], lineItems: [] });
    expect(read(valuesOf(), invoiceLines, bare)).toMatchObject({
      taxes: [{ kind: 'vat', label: 'IVA 21%', rate: '21', base: '10000.00', amount: '2100.00' }],
      lineItems: [{ description: 'Bulones de acero M8', quantity: '100.00', unitPrice: '100.00', taxRate: '21', amount: '10000.00' }],
    });
    const invented = valuesOf({}, { taxes: [{ kind: 'vat', label: 'IVA', rate: '21', base: '1', amount: '777.77' }], lineItems: [{ description: 'Humo', quantity: '1', unitPrice: '777.77', taxRate: null, amount: '777.77' }] });
    expect(read(invented, invoiceLines, bare)).toMatchObject({ taxes: [], lineItems: [] });
  });
});
