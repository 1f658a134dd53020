import { describe, expect, it } from 'vitest';
import { comprobanteType } from '../comprobante-types.ts';
import { checkFiscal } from './check-fiscal.ts';
import type { FiscalFacts } from './facts.ts';

const facturaA: FiscalFacts = {
  type: comprobanteType(1), letter: 'A', pointOfSale: '3', number: '00003-00000021', issuerCondition: 'IVA Responsable Inscripto', recipientCondition: 'Responsable Monotributo',
  issuerTaxId: '30500010912', recipientTaxId: '30000000007',
  issueDate: '2024-05-02', dueDate: '2024-06-01', currency: 'ARS', netAmount: '1000.00', exemptAmount: '50.00', taxAmount: '210.00', totalAmount: '1290.00',
  taxes: [
    { kind: 'vat', label: 'IVA', rate: '21', base: '1000.00', amount: '210.00' },
    { kind: 'perception', label: 'Perc. IIBB CABA', rate: '3', base: '1000.00', amount: '30.00' },
    { kind: 'withholding', label: 'Ret.', rate: null, base: null, amount: '7.00' },
  ],
  authorization: { kind: 'CAE', value: '74180000000017', dueDate: '2024-05-12' },
};
const facturaB: Partial<FiscalFacts> = { type: comprobanteType(6), letter: 'B', taxes: [], exemptAmount: null, recipientTaxId: null, recipientCondition: 'Consumidor Final', netAmount: null, taxAmount: null, totalAmount: '121.00' };

const found = (overrides: Partial<FiscalFacts>): string[] => checkFiscal({ ...facturaA, ...overrides }).map(({ code, field, blocking }) => `${code}:${field ?? ''}${blocking ? '!' : ''}`);

describe('checkFiscal', () => {
  it.each([
    ['a factura A', {}],
    ['cents of rounding', { totalAmount: '1290.02' }],
    ['a factura B', facturaB],
    ['nothing known', { type: null, letter: null, pointOfSale: null, number: null, issuerTaxId: null, recipientTaxId: null, issueDate: null, dueDate: null, netAmount: null, exemptAmount: null, taxAmount: null, totalAmount: null, taxes: [], authorization: null }],
    ['class M as A since RG 5762', { type: comprobanteType(51), issueDate: '2026-01-05', dueDate: null, authorization: null }],
    ['a credit note with a negative total', { type: comprobanteType(3), netAmount: '-1000.00', exemptAmount: null, taxAmount: '-210.00', totalAmount: '-1210.00', taxes: [] }],
    ['a number without its point of sale', { number: '21' }],
  ])('has nothing against %s', (_, overrides) => {
    expect(found(overrides)).toEqual([]);
  });

  it.each<[string, Partial<FiscalFacts>, string[]]>([
    ['letter B on code 1', { letter: 'B' }, ['letter_mismatch:invoiceTypeCode!']],
    ['letter A on code 51 before RG 5762', { type: comprobanteType(51) }, ['letter_mismatch:invoiceTypeCode!']],
    ['a wrong issuer CUIT', { issuerTaxId: '30500010913' }, ['tax_id_check_failed:issuerTaxId!']],
    ['a factura A to a DNI', { recipientTaxId: '12345678' }, ['tax_id_check_failed:recipientTaxId']],
    ['issuer and recipient alike', { recipientTaxId: '30-50001091-2' }, ['tax_id_check_failed:recipientTaxId']],
    ['point of sale 0', { number: '00000-00000021', pointOfSale: null }, ['number_invalid:pointOfSale']],
    ['number 0', { number: '00003-00000000' }, ['number_invalid:invoiceNumber']],
    ['nine digits of number', { number: '00003-123456789' }, ['number_invalid:invoiceNumber']],
    ['two points of sale', { pointOfSale: '4' }, ['number_invalid:pointOfSale']],
    ['VAT contained in a factura B', { ...facturaB, taxAmount: '21.00' }, ['vat_contained:taxAmount']],
    ['a factura A to a consumer', { recipientCondition: 'Consumidor Final' }, ['letter_mismatch:invoiceType']],
    ['a factura A of a monotributista', { issuerCondition: 'Monotributo' }, ['letter_mismatch:invoiceType']],
    ['VAT on a factura C', { ...facturaB, issuerCondition: null, type: comprobanteType(11), letter: 'C', taxAmount: '30.00' }, ['letter_mismatch:taxAmount']],
    ['a rate that is none', { taxes: [{ kind: 'vat', label: 'IVA', rate: '19', base: '1000', amount: '190' }], taxAmount: '190', totalAmount: '1240' }, ['tax_mismatch:taxAmount']],
    ['VAT that is not of its base', { taxes: [{ kind: 'vat', label: 'IVA', rate: '21', base: '1000', amount: '201' }], taxAmount: '201', totalAmount: '1251' }, ['tax_mismatch:taxAmount']],
    ['VAT lines that are not the VAT', { taxes: [{ kind: 'vat', label: 'IVA', rate: '21', base: '1000', amount: '210' }], taxAmount: '220', totalAmount: '1270' }, ['tax_mismatch:taxAmount']],
    ['a total that is not the sum', { totalAmount: '1300.00' }, ['sum_mismatch:totalAmount']],
    ['a negative factura', { netAmount: '-1000.00', exemptAmount: '-50', taxAmount: '-210.00', totalAmount: '-1260.00', taxes: [] }, ['sum_mismatch:totalAmount!']],
    ['opposite signs', { netAmount: '-1000.00', exemptAmount: null, taxAmount: null, totalAmount: '1000.00', taxes: [] }, ['sum_mismatch:totalAmount', 'sum_mismatch:netAmount']],
    ['thirteen digits of CAE', { authorization: { kind: 'CAE', value: '7418000000001', dueDate: null } }, ['authorization_invalid:cae']],
    ['a CAE that ended before', { authorization: { kind: 'CAE', value: '74180000000017', dueDate: '2024-05-01' } }, ['authorization_invalid:caeDueDate']],
    ['a CAE of another season', { issueDate: '2024-11-02', dueDate: null, authorization: { kind: 'CAE', value: '74180000000017', dueDate: '2024-11-12' } }, ['date_implausible:issueDate']],
    ['a due date before the issue', { dueDate: '2024-04-01' }, ['date_implausible:dueDate']],
    ['a FCE without payment date', { type: comprobanteType(201), dueDate: null }, ['field_missing:dueDate']],
  ])('tells %s', (_, overrides, reasons) => {
    expect(found(overrides)).toEqual(reasons);
  });
});
