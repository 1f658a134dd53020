import type { FieldName } from '../../../contract/extraction.ts';
import type { Box } from '../../../contract/page.ts';
import { readArgentineBarcode } from '../../fiscal/codes/argentina.ts';
import type { CodeKind } from '../../fiscal/codes/code-reading.ts';
import { readCode } from '../../fiscal/codes/read-code.ts';
import type { Layout } from '../layout/layout.ts';
import type { Code } from '../../ports.ts';
import { remembered } from '../remembered.ts';

/** What one code on a page states of the invoice's fields. */
export interface CodeFacts {
  kind: CodeKind;
  page: number;
  box: Box | null;
  source: 'qr' | 'barcode';
  values: Partial<Record<FieldName, string>>;
  isDamaged: boolean;
}

/** The facts of a fiscal code; null where the code is none. */
export const factsOfCode = remembered((code: Code): CodeFacts | null => {
  const reading = readCode(code.text);
  if (!reading) return null;
  return { kind: reading.kind, page: code.page, box: code.box, source: reading.kind === 'ar-barcode' ? 'barcode' : 'qr', values: reading.fields, isDamaged: reading.isDamaged };
});

/** The Argentine bar code's digits are printed under it: they say the same where the bars themselves were not read. */
export function factsOfPrintedDigits(layout: Layout): CodeFacts[] {
  return layout.lines.flatMap((line) => line.tokens.flatMap((token) => {
    if (!/^\d{39,42}$/.test(token.text)) return [];
    const reading = readArgentineBarcode(token.text);
    return reading ? [{ kind: reading.kind, page: token.page, box: token.box, source: 'barcode' as const, values: reading.fields, isDamaged: reading.isDamaged }] : [];
  }));
}
