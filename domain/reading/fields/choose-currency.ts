import { currencyOfAfip } from '../../fiscal/currencies.ts';
import type { FieldDraft } from '../draft.ts';
import { fold } from '../layout/fold.ts';
import { foldedText } from '../layout/fold-lines.ts';
import { means } from '../labels/find-labels.ts';
import { countryCurrency, currencyNames, currencySigns } from '../lexicon/currencies.ts';
import type { Scan } from '../scan/scan.ts';
import { exchangeRates } from './conversions.ts';
import type { AmountToken } from '../values/scan-amounts.ts';

interface Vote { code: string; weight: number; amount: AmountToken | null }

/** What a sign means here: "$" is the country's own dollar or peso; a sign of several currencies is decided by the country. */
function meaningOf(sign: string, country: string | null): { code: string; certainty: number } | null {
  const codes = currencySigns[sign] ?? [];
  const [first] = codes;
  if (!first) return null;
  if (codes.length === 1) return { code: first, certainty: 1 };
  const home = country ? countryCurrency[country] : undefined;
  if (home && codes.includes(home)) return { code: home, certainty: 0.85 };
  if (sign === '$') return { code: 'USD', certainty: country === null ? 0.35 : 0.3 };
  return { code: first, certainty: 0.3 };
}

/** Codes and names in running text: beside a label "Moneda", in "all prices in US Dollars", in the total's own label. */
function textVotes(scan: Scan): Vote[] {
  const votes: Vote[] = [];
  for (const label of scan.labels.filter((candidate) => means(candidate, 'currency'))) {
    const line = scan.layout.lines[label.line];
    const after = fold(line?.text.slice(label.to, label.to + 40) ?? '');
    const match = /^[\s:.-]*(u\$s|us\$|r\$|[$€£₺]|[a-z]{3})/.exec(after);
    const codes = match?.[1] ? currencySigns[match[1]] : undefined;
    // Argentine programs print the tax office's own codes: "Moneda: DOL", "PES", "060".
    const ofTaxOffice = scan.country === 'AR' ? currencyOfAfip(/^[\s:.-]*([a-z]{3}|\d{3})(?![a-z\d])/.exec(after)?.[1] ?? '') : null;
    if (codes?.length === 1 && codes[0]) votes.push({ code: codes[0], weight: 3, amount: null });
    else if (ofTaxOffice) votes.push({ code: ofTaxOffice, weight: 3, amount: null });
    else {
      const name = Object.entries(currencyNames).find(([words]) => after.replace(/^[\s:.-]+/, '').startsWith(words));
      if (name) votes.push({ code: name[1], weight: 3, amount: null });
    }
  }
  const text = foldedText(scan.layout);
  for (const [words, code] of Object.entries(currencyNames)) if (words.length > 6 && text.includes(words)) votes.push({ code, weight: 0.8, amount: null });
  for (const match of text.matchAll(/(?<![a-z])(usd|eur|ars|gbp|chf|try|brl|myr|inr|cad|aud|mxn|zar)(?![a-z])/g)) votes.push({ code: match[1]?.toUpperCase() ?? '', weight: 0.25, amount: null });
  return votes;
}

/** An exchange rate is printed where the sums are in a foreign currency, or are told in one too: the page must say which. */
function rateVotes(scan: Scan, votes: Vote[]): Vote[] {
  if (scan.country !== 'AR' || exchangeRates(scan).length === 0 || votes.some((vote) => vote.weight >= 3)) return [];
  return [{ code: 'USD', weight: 0.8, amount: null }];
}

/** The currency beside the total, in its label, elsewhere on the page, or of the country. */
export function chooseCurrency(scan: Scan, total: AmountToken | null): FieldDraft | undefined {
  const votes: Vote[] = textVotes(scan);
  for (const amount of scan.amounts) {
    if (amount.currency === null) continue;
    const meaning = meaningOf(amount.currency, scan.country);
    if (meaning) votes.push({ code: meaning.code, weight: (amount === total ? 3 : 0.4) * meaning.certainty, amount });
  }
  if (total) {
    const line = scan.layout.lines[total.line];
    for (const match of fold(line?.text.slice(0, total.from) ?? '').matchAll(/(?<![a-z])(usd|eur|ars|gbp|chf|try|brl|myr|inr|rm|cad|mxn|zar|tl)(?![a-z])|u\$s|us\$|€|£/g)) {
      const meaning = meaningOf(match[0], scan.country);
      if (meaning) votes.push({ code: meaning.code, weight: 1.5, amount: total });
    }
  }
  const home = scan.country ? countryCurrency[scan.country] : undefined;
  votes.push(...rateVotes(scan, votes));
  if (home) votes.push({ code: home, weight: 0.9, amount: null });
  const sums = new Map<string, number>();
  // Many items with the same sign are one piece of evidence, not many.
  for (const code of new Set(votes.map((vote) => vote.code))) {
    const own = votes.filter((vote) => vote.code === code).map((vote) => vote.weight).sort((a, b) => b - a);
    sums.set(code, own.reduce((sum, weight, i) => sum + weight / (i + 1) ** 1.5, 0));
  }
  const ranked = [...sums].sort((a, b) => b[1] - a[1]);
  const [best] = ranked;
  if (!best) return undefined;
  const [code, weight] = best;
  const token = votes.filter((vote) => vote.code === code && vote.amount).sort((a, b) => b.weight - a.weight)[0]?.amount ?? null;
  const rival = ranked[1]?.[1] ?? 0;
  return {
    value: code, source: token ? (token.ocr < 1 ? 'ocr' : 'text') : 'derived', page: token?.page ?? null, box: token?.box ?? null,
    evidence: { label: Math.min(1, weight / 3), margin: Math.max(0, Math.min(1, (weight - rival) / 2)), country: home === code ? 1 : 0, stated: token || weight > 2 ? 1 : 0 },
  };
}
