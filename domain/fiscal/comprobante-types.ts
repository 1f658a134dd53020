export type ComprobanteFamily =
  | 'factura' | 'nota-debito' | 'nota-credito' | 'recibo' | 'nota-venta-contado' | 'tique' | 'liquidacion' | 'remito' | 'aduana' | 'ajuste' | 'otro';

export type ComprobanteLetter = 'A' | 'B' | 'C' | 'E' | 'M' | 'T';

export interface ComprobanteType {
  /** AFIP's code, as in the QR's `tipoCmp` and beside "CÓD." on the paper. */
  code: number;
  family: ComprobanteFamily;
  letter: ComprobanteLetter | null;
  /** As the paper names it. */
  name: string;
  /** Factura de Crédito Electrónica MiPyME (Ley 27.440). */
  isFce: boolean;
}

type Row = [code: number, family: ComprobanteFamily, letter: ComprobanteLetter | null, name: string];

/** "Libro IVA Digital – Tablas del Sistema", ARCA; the same codes as WSFE, WSCDC and RG 1415. */
const ROWS: Row[] = [
  [1, 'factura', 'A', 'Factura A'], [2, 'nota-debito', 'A', 'Nota de Débito A'], [3, 'nota-credito', 'A', 'Nota de Crédito A'], [4, 'recibo', 'A', 'Recibo A'], [5, 'nota-venta-contado', 'A', 'Nota de Venta al contado A'],
  [6, 'factura', 'B', 'Factura B'], [7, 'nota-debito', 'B', 'Nota de Débito B'], [8, 'nota-credito', 'B', 'Nota de Crédito B'], [9, 'recibo', 'B', 'Recibo B'], [10, 'nota-venta-contado', 'B', 'Nota de Venta al contado B'],
  [11, 'factura', 'C', 'Factura C'], [12, 'nota-debito', 'C', 'Nota de Débito C'], [13, 'nota-credito', 'C', 'Nota de Crédito C'], [14, 'aduana', null, 'Documento aduanero'], [15, 'recibo', 'C', 'Recibo C'], [16, 'nota-venta-contado', 'C', 'Nota de Venta al contado C'],
  [17, 'liquidacion', 'A', 'Liquidación de servicios públicos A'], [18, 'liquidacion', 'B', 'Liquidación de servicios públicos B'],
  [19, 'factura', 'E', 'Factura de exportación E'], [20, 'nota-debito', 'E', 'Nota de Débito por operaciones con el exterior E'], [21, 'nota-credito', 'E', 'Nota de Crédito por operaciones con el exterior E'], [22, 'aduana', null, 'Permiso de exportación simplificado'],
  [23, 'liquidacion', 'A', 'Comprobante A de compra primaria del sector pesquero'], [24, 'liquidacion', 'A', 'Comprobante A de consignación primaria del sector pesquero'], [25, 'liquidacion', 'B', 'Comprobante B de compra primaria del sector pesquero'], [26, 'liquidacion', 'B', 'Comprobante B de consignación primaria del sector pesquero'],
  [27, 'liquidacion', 'A', 'Liquidación única comercial impositiva A'], [28, 'liquidacion', 'B', 'Liquidación única comercial impositiva B'], [29, 'liquidacion', 'C', 'Liquidación única comercial impositiva C'],
  [30, 'otro', null, 'Comprobante de compra de bienes usados'], [31, 'otro', null, 'Mandato - Consignación'], [32, 'otro', null, 'Comprobante para reciclar materiales'], [33, 'liquidacion', null, 'Liquidación primaria de granos'],
  [34, 'otro', 'A', 'Comprobante A del apartado A inciso f RG 1415'], [35, 'otro', 'B', 'Comprobante B del Anexo I, apartado A, inciso f RG 1415'], [36, 'otro', 'C', 'Comprobante C del Anexo I, apartado A, inciso f RG 1415'],
  [37, 'nota-debito', null, 'Nota de Débito o documento equivalente RG 1415'], [38, 'nota-credito', null, 'Nota de Crédito o documento equivalente RG 1415'], [39, 'otro', 'A', 'Otro comprobante A RG 1415'], [40, 'otro', 'B', 'Otro comprobante B RG 1415'], [41, 'otro', 'C', 'Otro comprobante C RG 1415'],
  [43, 'nota-credito', 'B', 'Nota de Crédito liquidación única comercial impositiva B'], [44, 'nota-credito', 'C', 'Nota de Crédito liquidación única comercial impositiva C'], [45, 'nota-debito', 'A', 'Nota de Débito liquidación única comercial impositiva A'],
  [46, 'nota-debito', 'B', 'Nota de Débito liquidación única comercial impositiva B'], [47, 'nota-debito', 'C', 'Nota de Débito liquidación única comercial impositiva C'], [48, 'nota-credito', 'A', 'Nota de Crédito liquidación única comercial impositiva A'],
  [49, 'otro', null, 'Comprobante de compra de bienes no registrables a consumidores finales'], [50, 'recibo', 'A', 'Recibo Factura A régimen de Factura de Crédito'],
  [51, 'factura', 'M', 'Factura M'], [52, 'nota-debito', 'M', 'Nota de Débito M'], [53, 'nota-credito', 'M', 'Nota de Crédito M'], [54, 'recibo', 'M', 'Recibo M'], [55, 'nota-venta-contado', 'M', 'Nota de Venta al contado M'],
  [56, 'otro', 'M', 'Comprobante M del Anexo I, apartado A, inciso f RG 1415'], [57, 'otro', 'M', 'Otro comprobante M RG 1415'], [58, 'liquidacion', 'M', 'Cuenta de venta y líquido producto M'], [59, 'liquidacion', 'M', 'Liquidación M'],
  [60, 'liquidacion', 'A', 'Cuenta de venta y líquido producto A'], [61, 'liquidacion', 'B', 'Cuenta de venta y líquido producto B'], [63, 'liquidacion', 'A', 'Liquidación A'], [64, 'liquidacion', 'B', 'Liquidación B'],
  [65, 'nota-credito', null, 'Nota de Crédito de comprobantes con código 34, 39, 58, 59, 60, 63, 96 o 97'], [66, 'aduana', null, 'Despacho de importación'], [67, 'otro', null, 'Importación de servicios'], [68, 'liquidacion', 'C', 'Liquidación C'],
  [70, 'recibo', null, 'Recibo Factura de Crédito'], [80, 'otro', null, 'Informe diario de cierre (Z)'], [81, 'tique', 'A', 'Tique factura A'], [82, 'tique', 'B', 'Tique factura B'], [83, 'tique', null, 'Tique'],
  [84, 'liquidacion', null, 'Comprobante o factura de servicios públicos'], [85, 'nota-credito', null, 'Nota de Crédito de servicios públicos'], [86, 'nota-debito', null, 'Nota de Débito de servicios públicos'], [87, 'otro', null, 'Otros comprobantes - servicios del exterior'],
  [88, 'remito', null, 'Remito electrónico'], [89, 'otro', null, 'Resumen de datos'], [90, 'nota-credito', null, 'Nota de Crédito de otros comprobantes que no cumplen la RG 1415 o están exceptuados'], [91, 'remito', null, 'Remito R'],
  [92, 'ajuste', null, 'Ajuste contable que incrementa el débito fiscal'], [93, 'ajuste', null, 'Ajuste contable que disminuye el débito fiscal'], [94, 'ajuste', null, 'Ajuste contable que incrementa el crédito fiscal'], [95, 'ajuste', null, 'Ajuste contable que disminuye el crédito fiscal'],
  [96, 'liquidacion', null, 'Formulario 1116/B'], [97, 'liquidacion', null, 'Formulario 1116/C'], [99, 'otro', null, 'Otros comprobantes que no cumplen la RG 1415 o están exceptuados'],
  [101, 'ajuste', null, 'Ajuste anual proveniente de la DJ de IVA (positivo)'], [102, 'ajuste', null, 'Ajuste anual proveniente de la DJ de IVA (negativo)'], [103, 'otro', null, 'Nota de asignación'], [104, 'nota-credito', null, 'Nota de Crédito de asignación'],
  [109, 'tique', 'C', 'Tique C'], [110, 'nota-credito', null, 'Tique Nota de Crédito'], [111, 'tique', 'C', 'Tique factura C'], [112, 'nota-credito', 'A', 'Tique Nota de Crédito A'], [113, 'nota-credito', 'B', 'Tique Nota de Crédito B'], [114, 'nota-credito', 'C', 'Tique Nota de Crédito C'],
  [115, 'nota-debito', 'A', 'Tique Nota de Débito A'], [116, 'nota-debito', 'B', 'Tique Nota de Débito B'], [117, 'nota-debito', 'C', 'Tique Nota de Débito C'], [118, 'tique', 'M', 'Tique factura M'], [119, 'nota-credito', 'M', 'Tique Nota de Crédito M'], [120, 'nota-debito', 'M', 'Tique Nota de Débito M'],
  [195, 'factura', 'T', 'Factura T'], [196, 'nota-debito', 'T', 'Nota de Débito T'], [197, 'nota-credito', 'T', 'Nota de Crédito T'],
  [201, 'factura', 'A', 'Factura de Crédito Electrónica MiPyME A'], [202, 'nota-debito', 'A', 'Nota de Débito Electrónica MiPyME A'], [203, 'nota-credito', 'A', 'Nota de Crédito Electrónica MiPyME A'],
  [206, 'factura', 'B', 'Factura de Crédito Electrónica MiPyME B'], [207, 'nota-debito', 'B', 'Nota de Débito Electrónica MiPyME B'], [208, 'nota-credito', 'B', 'Nota de Crédito Electrónica MiPyME B'],
  [211, 'factura', 'C', 'Factura de Crédito Electrónica MiPyME C'], [212, 'nota-debito', 'C', 'Nota de Débito Electrónica MiPyME C'], [213, 'nota-credito', 'C', 'Nota de Crédito Electrónica MiPyME C'],
  [331, 'liquidacion', null, 'Liquidación secundaria de granos'], [332, 'liquidacion', null, 'Certificación electrónica de granos'],
];

const BY_CODE = new Map(ROWS.map(([code, family, letter, name]): [number, ComprobanteType] => [code, { code, family, letter, name, isFce: code >= 201 && code <= 213 }]));

export const comprobanteTypes: readonly ComprobanteType[] = [...BY_CODE.values()];

/** By AFIP's code, written as `1`, `01` or `001`; null where there is no such code. */
export function comprobanteType(code: string | number): ComprobanteType | null {
  const digits = String(code).trim();
  return /^\d{1,3}$/.test(digits) ? (BY_CODE.get(Number(digits)) ?? null) : null;
}

/** The code of a letter and family as the paper shows them, such as `A` and `factura` → 1; null where no code has both. */
export function comprobanteCode(letter: ComprobanteLetter, family: ComprobanteFamily, options: { isFce?: boolean } = {}): number | null {
  return ROWS.find(([code, ofFamily, ofLetter]) => ofFamily === family && ofLetter === letter && (code >= 201 && code <= 213) === (options.isFce ?? false))?.[0] ?? null;
}

/** Amounts are printed positive everywhere: the type gives the sign that the books need. */
export const signOf = (type: ComprobanteType): 1 | -1 => (type.family === 'nota-credito' || [93, 95, 102].includes(type.code) ? -1 : 1);

/**
 * Whether the paper states net and VAT apart (RG 1415): A and M always, T for the tourist's refund; B and C never, E has none.
 * Null where the letter does not tell.
 */
export function discriminatesVat(type: ComprobanteType): boolean | null {
  if (type.letter === null) return type.code === 83 || type.code === 110 ? false : null;
  return type.letter === 'A' || type.letter === 'M' || type.letter === 'T';
}

/** RG 5762/2025: from this day codes 51 to 53 are issued as class A with a legend. */
const CLASS_M_ENDS = '2025-12-01';

/** Whether a page carries one of the two legends of RG 5762 that make a class A of codes 51 to 53. */
export const hasWithholdingLegend = (pageText: string): boolean =>
  /operacion sujeta a retencion|pago en c\.?b\.?u\.? informad[ao]/i.test(pageText.normalize('NFD').replace(/\p{M}/gu, '').replace(/\s+/g, ' '));

/** The letters that the paper of a type may show on an ISO date; both around the change of class M, since stocks of forms were used up. */
export function lettersOn(type: ComprobanteType, issueDate: string | null): ComprobanteLetter[] {
  if (type.letter === null) return [];
  if (type.code < 51 || type.code > 53) return [type.letter];
  if (issueDate === null) return ['M', 'A'];
  return issueDate >= CLASS_M_ENDS ? ['A', 'M'] : ['M'];
}
