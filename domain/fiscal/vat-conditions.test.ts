import { expect, it } from 'vitest';
import { lettersOfIssuer, lettersOfRecipient, vatCondition } from './vat-conditions.ts';

it.each([
  ['IVA Responsable Inscripto', 1], ['RESPONSABLE INSCRIPTO', 1], ['Resp. Inscripto', 1], ['R.I.', 1], ['Responsable Monotributo', 6], ['MONOTRIBUTISTA', 6], ['Monotributista Social', 13], ['Consumidor Final', 5], ['Cons. Final', 5],
  ['IVA Sujeto Exento', 4], ['Exenta', 4], ['Sujeto No Categorizado', 7], ['IVA No Alcanzado', 15], ['Cliente del Exterior', 9], ['IVA Liberado – Ley N° 19.640', 10], ['', null], ['Contado', null],
])('%s has code %s', (text, code) => {
  expect(vatCondition(text)?.code ?? null).toBe(code);
});

it('tells who may issue and get which letter', () => {
  const of = (text: string) => {
    const condition = vatCondition(text);
    if (condition === null) throw new Error(text);
    return condition;
  };
  expect([lettersOfIssuer(of('Responsable Inscripto')), lettersOfIssuer(of('Monotributo')), lettersOfIssuer(of('Consumidor Final'))]).toEqual([['A', 'B', 'E', 'M', 'T'], ['C', 'E'], null]);
  expect([lettersOfRecipient(of('Responsable Inscripto')).includes('B'), lettersOfRecipient(of('Consumidor Final')).includes('A'), lettersOfRecipient(of('Monotributo')).includes('A'), lettersOfRecipient(of('Cliente del Exterior')).includes('E'), lettersOfRecipient(of('Liberado')).includes('E')]).toEqual([false, false, true, true, true]);
});
