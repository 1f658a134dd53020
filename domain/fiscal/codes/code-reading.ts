import type { FieldName } from '../../../contract/extraction.ts';

export type CodeKind =
  | 'ar-qr' | 'ar-barcode' | 'mx-cfdi' | 'pe-sunat' | 'es-verifactu' | 'es-ticketbai' | 'cl-ted'
  | 'br-nfe' | 'ec-access-key' | 'co-dian' | 'uy-cfe' | 'pt-at' | 'tr-efatura';

/** What a printed code states of the invoice it stands on. */
export interface CodeReading {
  kind: CodeKind;
  /** Values as the contract's fields want them; what the code does not state, or states damaged, is left out. */
  fields: Partial<Record<FieldName, string>>;
  /** An identifier that is unique by law (UUID, access key, CUFE, TBAI id); null where the code has none. */
  uniqueId: string | null;
  /** Cut short or not well formed, or a check digit is wrong: what is given was read all the same. */
  isDamaged: boolean;
}

type Fields = CodeReading['fields'];

/** A reading of the values that are there; null where none is, since then the text is no such code. */
export function codeReading(kind: CodeKind, values: { [Name in keyof Fields]: string | null | undefined }, rest: { uniqueId?: string | null; isDamaged?: boolean } = {}): CodeReading | null {
  const fields = Object.fromEntries(Object.entries(values).filter(([, value]) => value != null && value !== '')) as Fields;
  if (Object.keys(fields).length === 0) return null;
  return { kind, fields, uniqueId: rest.uniqueId || null, isDamaged: rest.isDamaged ?? false };
}
