import type { ComprobanteLetter } from './comprobante-types.ts';

export interface VatCondition {
  /** RG 5616/2024, the receiver's condition as WSFE takes it. */
  code: number;
  name: string;
}

const CONDITIONS: [code: number, name: string, pattern: RegExp][] = [
  // "No inscripto" and "monotributo" hold words of others, so they come first.
  [13, 'Monotributista Social', /monotributista social|monotributo social/],
  [16, 'Monotributo Trabajador Independiente Promovido', /trabajador independiente promovido|monotributo promovido/],
  [6, 'Responsable Monotributo', /monotribut|\bmonot\b|resp\.? ?mono/],
  [7, 'Sujeto No Categorizado', /no categorizado/],
  [15, 'IVA No Alcanzado', /no alcanzado/],
  [10, 'IVA Liberado - Ley 19.640', /liberado|19\.?640/],
  [5, 'Consumidor Final', /consumidor final|cons\.? ?final|\bc\.? ?f\.?\b/],
  [8, 'Proveedor del Exterior', /proveedor del exterior/],
  // "IVA exento operación de exportación" is what ARCA's form says of a buyer abroad.
  [9, 'Cliente del Exterior', /cliente del exterior|operacion(es)? (con el|del) exterior|operacion(es)? de exportacion/],
  [4, 'IVA Sujeto Exento', /exent[oa]/],
  [1, 'IVA Responsable Inscripto', /resp(onsable)?\.? ?insc|\br\.? ?i\.?\b|iva inscripto/],
];

/** The VAT condition that a label's value names; null where it names none. "IVA no responsable" and the like are of old law and unknown here. */
export function vatCondition(text: string): VatCondition | null {
  const folded = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ');
  const found = CONDITIONS.find(([, , pattern]) => pattern.test(folded));
  return found === undefined ? null : { code: found[0], name: found[1] };
}

/**
 * Letters that an issuer of a condition may use (RG 1415, RG 5003): a responsable inscripto A, B, M or E, T for hotels; everybody else C or E.
 * Null where the condition does not issue vouchers.
 */
export function lettersOfIssuer(condition: VatCondition): ComprobanteLetter[] | null {
  if (condition.code === 1) return ['A', 'B', 'E', 'M', 'T'];
  return [4, 6, 13, 15, 16].includes(condition.code) ? ['C', 'E'] : null;
}

/**
 * Letters that a recipient may get (RG 1415; monotributistas get A from a responsable inscripto since RG 5003/2021, and got B before it).
 * C goes to anybody.
 */
export function lettersOfRecipient(condition: VatCondition): ComprobanteLetter[] {
  switch (condition.code) {
    case 1:
      return ['A', 'M', 'C'];
    case 6:
    case 13:
    case 16:
      return ['A', 'B', 'M', 'C'];
    case 8:
    case 9:
      return ['E', 'T', 'B', 'C'];
    case 10:
      return ['E', 'B', 'C'];
    default:
      return ['B', 'C', 'T'];
  }
}
