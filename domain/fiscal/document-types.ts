/** AFIP's document types of a receiver (QR `tipoDocRec`, WSFE `DocTipo`); codes 0 to 24 are identity cards by province. */
const TYPES: Record<number, string> = { 80: 'CUIT', 86: 'CUIL', 87: 'CDI', 89: 'LE', 90: 'LC', 91: 'CI extranjera', 92: 'En trámite', 93: 'Acta de nacimiento', 94: 'Pasaporte', 95: 'CI Bs. As. RNP', 96: 'DNI', 99: 'Sin identificar' };

export const documentTypeName = (code: number): string | null => TYPES[code] ?? (code >= 0 && code <= 24 ? 'Cédula provincial' : null);

/** Types that are a tax id, with its check digit. */
export const isTaxDocument = (code: number): boolean => code === 80 || code === 86 || code === 87;
