import { comprobanteCode, comprobanteType, type ComprobanteFamily, type ComprobanteLetter } from '../../fiscal/comprobante-types.ts';
import type { FieldDraft } from '../draft.ts';
import { fold } from '../layout/fold.ts';
import type { Token } from '../layout/layout.ts';
import { means } from '../labels/find-labels.ts';
import type { Scan } from '../scan/scan.ts';

export interface ChosenType {
  invoiceType?: FieldDraft;
  invoiceTypeCode?: FieldDraft;
}

interface LetterSighting { letter: ComprobanteLetter; token: Token; score: number }

/** The letter in its box at the top middle (RG 1415), or after the title: "FACTURA A". */
function letterSightings(scan: Scan): LetterSighting[] {
  const sightings: LetterSighting[] = [];
  const [page] = scan.layout.pages;
  if (!page) return [];
  for (const line of page.lines) {
    if (line.box.y > page.height * 0.3) break;
    for (const token of line.tokens) {
      const bare = token.text.replace(/^["'“([]+|["'”)\].,:]+$/g, '');
      if (!/^[ABCEMT]$/.test(bare)) continue;
      const centre = (token.box.x + token.box.width / 2) / page.width;
      const isTall = token.box.height > page.unit * 1.25;
      const isAlone = line.tokens.length === 1 || isTall;
      const before = fold(line.tokens[token.index - 1]?.text ?? '');
      const isTitled = /factura|credito|debito|recibo|ticket|tique|comprobante|tipo/.test(before);
      const score = (isTall ? 0.5 : 0) + (centre > 0.3 && centre < 0.7 ? 0.35 : 0) + (isAlone ? 0.2 : 0) + (isTitled ? 0.6 : 0) - (/^\p{L}{2,}$/u.test(before) && !isTitled && !isTall ? 0.5 : 0);
      if (score > 0.3) sightings.push({ letter: bare as ComprobanteLetter, token, score });
    }
  }
  return sightings.sort((a, b) => b.score - a.score);
}

/** "COD. 01", "Código Nº:1", "CODIGO 01" near the top; OCR writes O for 0. */
function codeSightings(scan: Scan): { code: number; token: Token }[] {
  const [page] = scan.layout.pages;
  if (!page) return [];
  return page.lines.filter((line) => line.box.y < page.height * 0.3).flatMap((line) => {
    const match = /\bc[o0]d(?:ig[o0])?[.:]*\s*(?:n[°ºo.]*\s*|nro\.?\s*)?[:.°º]*\s*([\dO]{1,3})(?![\d.,/-]|[^\s])/i.exec(line.text.normalize('NFKD').replace(/\p{M}/gu, ''));
    const code = match?.[1] ? Number(match[1].replaceAll('O', '0')) : NaN;
    const token = line.tokens.find((candidate) => candidate.text.includes(match?.[1] ?? '\0'));
    return token && comprobanteType(code) ? [{ code, token }] : [];
  });
}

function familyOf(scan: Scan): ComprobanteFamily {
  const [page] = scan.layout.pages;
  const titles = scan.labels.filter((label) => label.page === page?.number && label.box.y < (page?.height ?? 0) * 0.35);
  if (titles.some((label) => means(label, 'titleCredit'))) return 'nota-credito';
  if (titles.some((label) => means(label, 'titleDebit'))) return 'nota-debito';
  const isInvoice = titles.some((label) => means(label, 'titleInvoice'));
  return !isInvoice && titles.some((label) => label.key.startsWith('reclbo')) ? 'recibo' : 'factura';
}

function draft(scan: Scan, value: string, token: Token | null, evidence: Record<string, number>): FieldDraft {
  return { value, source: token ? (token.ocr < 1 ? 'ocr' : 'text') : 'derived', page: token?.page ?? null, box: token?.box ?? null, evidence: { ...evidence, ocr: token?.ocr ?? 1, sightings: scan.layout.pages.length } };
}

/** Letter and code of an Argentine voucher; other countries' invoices have neither on paper. */
export function chooseType(scan: Scan): ChosenType {
  if (scan.country !== 'AR') return {};
  const [letter] = letterSightings(scan);
  const [code] = codeSightings(scan);
  const fromCode = scan.facts.map((facts) => facts.values.invoiceTypeCode).find(Boolean);
  const type = comprobanteType(fromCode ?? code?.code ?? '');
  const chosen: ChosenType = {};
  const agrees = letter && type?.letter === letter.letter ? 1 : 0;
  if (letter && (!type?.letter || agrees || letter.score > 0.8)) chosen.invoiceType = draft(scan, letter.letter, letter.token, { label: Math.min(1, letter.score), agrees });
  else if (type?.letter) chosen.invoiceType = draft(scan, type.letter, null, { label: 0.5, agrees });
  if (code) chosen.invoiceTypeCode = draft(scan, String(code.code), code.token, { label: 1, agrees });
  else if (letter && !fromCode) {
    const derived = comprobanteCode(letter.letter, familyOf(scan));
    if (derived !== null) chosen.invoiceTypeCode = draft(scan, String(derived), null, { label: 0.5, agrees: 0 });
  }
  return chosen;
}
