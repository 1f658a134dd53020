import { isAuthorization, weekOfCae } from '../../fiscal/authorization.ts';
import type { FieldDraft } from '../draft.ts';
import { claimsOf, linkLabels, netClaim, type Claims } from '../labels/links.ts';
import { means, meansAny } from '../labels/find-labels.ts';
import type { Concept } from '../lexicon/concepts.ts';
import type { Scan } from '../scan/scan.ts';
import { daysBetween } from '../values/calendar.ts';
import type { DateToken } from '../values/scan-dates.ts';
import { dateOrderOf, readDate, type OrderEvidence } from './date-order.ts';

const concepts: readonly Concept[] = ['issueDate', 'date', 'dueDate', 'caeDueDate', 'activityStart', 'otherDate'];

interface DateChoice { token: DateToken; iso: string; score: number; claim: number }

export interface ChosenDates {
  issueDate?: FieldDraft;
  dueDate?: FieldDraft;
  caeDueDate?: FieldDraft;
  order: OrderEvidence;
}

/** How early on the first page a place is: 1 at the top, 0 at its foot or on later pages. */
function earliness(scan: Scan, token: DateToken): number {
  const [first] = scan.layout.pages;
  return first && token.page === first.number ? Math.max(0, 1 - token.box.y / first.height) : 0;
}

/** "Facture n° 123 du 2 juillet 2015", "Rechnung 17 vom 3.4.2020": the title itself announces the day. */
function titledClaim(scan: Scan, token: DateToken): number {
  const line = scan.layout.lines[token.line];
  const title = scan.labels.filter((label) => label.line === token.line && label.to <= token.from && (means(label, 'titleInvoice') || means(label, 'titleCredit') || means(label, 'invoiceNumber'))).at(-1);
  if (!line || !title) return 0;
  const between = line.text.slice(title.to, token.from).trim();
  return /(?:^|\s)(?:du|vom|del?|of|dated|van|em|de fecha|date|:)$/i.test(between) && between.split(/\s+/).length <= 5 ? 0.8 : 0;
}

function issueScore(scan: Scan, token: DateToken, claims: Claims | undefined): { score: number; claim: number } | null {
  const titled = titledClaim(scan, token);
  const named = Math.max(netClaim(claims, 'issueDate', ['date']), titled);
  const generic = 0.8 * netClaim(claims, 'date', ['issueDate']);
  const claim = Math.max(named, generic);
  const others = Math.max(...(['dueDate', 'caeDueDate', 'activityStart', 'otherDate'] as const).map((concept) => claims?.get(concept)?.score ?? 0));
  // A day that another label claims is not the issue date, even where no other day was read.
  if (others > 0.45 && claim < others && titled === 0) return null;
  return { score: Math.max(claim, 0.12) + 0.12 * earliness(scan, token), claim };
}

function byConcept(scan: Scan, order: OrderEvidence, claims: Map<DateToken, Claims>, concept: 'dueDate' | 'caeDueDate'): DateChoice[] {
  return scan.dates.flatMap((token) => {
    const claim = netClaim(claims.get(token), concept);
    return claim > 0.25 ? [{ token, iso: readDate(token, order.order), score: claim, claim }] : [];
  }).sort((a, b) => b.score - a.score).slice(0, 4);
}

/** Argentine authorisations tell the week in which they were given, and most vouchers are issued in it or next to it. */
function caeFit(scan: Scan, authorizations: string[], iso: string): number {
  const [first] = authorizations;
  if (scan.country !== 'AR' || !first) return 0;
  const monday = weekOfCae(first);
  if (monday === null) return 0;
  const days = daysBetween(monday, iso);
  return days >= -8 && days <= 13 ? 0.3 : Math.abs(days) <= 24 ? 0 : -0.5;
}

/** How well issue, due and authorisation dates fit one another and today. */
function fit(issue: string, due: string | null, caeDue: string | null, today: string): number {
  let score = 0;
  const age = daysBetween(issue, today);
  if (age < -2) score -= 0.6;
  if (age > 365 * 25) score -= 0.2;
  if (due) score += daysBetween(issue, due) >= 0 && daysBetween(issue, due) < 400 ? 0.15 : -0.5;
  if (caeDue) {
    const days = daysBetween(issue, caeDue);
    // ARCA gives a CAE ten days to be used, sometimes a little more.
    score += days >= 0 && days <= 11 ? 0.4 : days > 11 && days < 60 ? 0.1 : -0.5;
  }
  return score;
}

function toDraft(scan: Scan, order: OrderEvidence, choice: DateChoice, margin: number): FieldDraft {
  const isOpen = choice.token.readings.length > 1;
  const sightings = scan.dates.filter((date) => readDate(date, order.order) === choice.iso).length;
  return {
    value: choice.iso, source: choice.token.ocr < 1 ? 'ocr' : 'text', page: choice.token.page, box: choice.token.box,
    evidence: { label: choice.claim, margin, order: isOpen ? order.certainty : 1, sightings: Math.min(3, sightings), ocr: choice.token.ocr },
  };
}

/** Chooses issue, due and authorisation dates together. */
export function chooseDates(scan: Scan): ChosenDates {
  const order = dateOrderOf(scan);
  const links = linkLabels(scan.layout, scan.labels, scan.dates, (label) => meansAny(label, concepts));
  const claims = claimsOf(links, concepts);
  const qrDate = scan.facts.map((facts) => facts.values.issueDate).find(Boolean);
  const authorized = scan.numbers.map((token) => token.text).filter((text) => isAuthorization(text) && weekOfCae(text) !== null);
  const issues: DateChoice[] = scan.dates.flatMap((token) => {
    const iso = readDate(token, order.order);
    const own = issueScore(scan, token, claims.get(token));
    if (!own && qrDate !== iso) return [];
    return [{ token, iso, score: (own?.score ?? 0) + (qrDate === iso ? 2 : 0) + caeFit(scan, authorized, iso), claim: own?.claim ?? 0 }];
  }).sort((a, b) => b.score - a.score).slice(0, 8);
  const dues = [null, ...byConcept(scan, order, claims, 'dueDate')];
  const caeDues = [null, ...byConcept(scan, order, claims, 'caeDueDate')];
  let best: { issue: DateChoice | null; due: DateChoice | null; caeDue: DateChoice | null; score: number } | undefined;
  const bestByIssue = new Map<string, number>();
  for (const issue of [...issues, null]) {
    for (const due of dues) {
      for (const caeDue of caeDues) {
        if (issue && ((due?.token === issue.token && issue.claim > due.claim) || (caeDue && caeDue.token === issue.token))) continue;
        const agreement = issue ? fit(issue.iso, due?.iso ?? null, caeDue?.iso ?? null, scan.context.today) : -0.6;
        const score = (issue?.score ?? 0) + (due?.score ?? 0) + (caeDue?.score ?? 0) + agreement;
        if (issue) bestByIssue.set(issue.iso, Math.max(score, bestByIssue.get(issue.iso) ?? -Infinity));
        if (!best || score > best.score) best = { issue, due, caeDue, score };
      }
    }
  }
  if (!best) return { order };
  const chosen = best;
  const rival = Math.max(-Infinity, ...[...bestByIssue].filter(([iso]) => iso !== chosen.issue?.iso).map(([, score]) => score));
  const margin = Math.min(1, Math.max(0, chosen.score - rival));
  return {
    order,
    ...(chosen.issue ? { issueDate: toDraft(scan, order, chosen.issue, margin) } : {}),
    ...(chosen.due ? { dueDate: toDraft(scan, order, chosen.due, chosen.due.score) } : {}),
    ...(chosen.caeDue ? { caeDueDate: toDraft(scan, order, chosen.caeDue, chosen.caeDue.score) } : {}),
  };
}
