import type { Box } from '../../../contract/page.ts';
import { bottom, centreX, centreY, right, type Layout, type LayoutPage, type Line } from '../layout/layout.ts';
import type { Concept } from '../lexicon/concepts.ts';
import { once } from '../once.ts';
import { cellGap, strengthOf, type Label } from './find-labels.ts';

/** Anything that stands somewhere on a line. */
export interface Placed {
  line: number;
  page: number;
  from: number;
  to: number;
  box: Box;
}

export type Relation = 'right' | 'below' | 'above' | 'left';

/** How well a label announces a value: 0..1. */
export interface Link<V extends Placed> {
  label: Label;
  value: V;
  relation: Relation;
  score: number;
}

const overlapX = (a: Box, b: Box): number => Math.min(right(a), right(b)) - Math.max(a.x, b.x);

/** Word and label counts between two places of one line. */
function between(line: Line, labels: Label[], from: number, to: number): { words: number; labels: number } {
  const text = line.text.slice(from, to).replace(/[^\p{L}\p{N}\s]/gu, ' ');
  const inner = labels.filter((label) => label.from >= from && label.to <= to).length;
  return { words: text.split(/\s+/).filter((word) => word.length > 1 && !/^(?:usd|eur|ars|rm|rs|tl|no|n|nro|u|s)$/i.test(word)).length, labels: inner };
}

/** Whether text of its own follows the label in its cell: then it is no head of a column. */
function hasTextAtRight(line: Line, label: Label): boolean {
  const next = line.tokens.find((token, i) => (line.starts[i] ?? 0) >= label.to && /[\p{L}\p{N}]/u.test(token.text));
  return next !== undefined && next.box.x - right(label.box) < cellGap * 3 * line.height;
}

function linkRight(page: LayoutPage, line: Line, lineLabels: Label[], lineValues: Placed[], label: Label, value: Placed): number {
  const gap = (value.box.x - right(label.box)) / page.unit;
  if (value.from < label.to) return 0;
  let score = gap <= 1.5 ? 1 : Math.max(0.5, 1 - 0.012 * (gap - 1.5));
  const inner = between(line, lineLabels, label.to, value.from);
  const valuesBetween = lineValues.filter((other) => other.from >= label.to && other.to <= value.from).length;
  score *= Math.max(0.3, 0.87 ** Math.max(0, inner.words - inner.labels - valuesBetween));
  score *= 0.5 ** Math.min(3, inner.labels);
  score *= 0.45 ** valuesBetween;
  return score;
}

function linkBelow(page: LayoutPage, hasText: () => boolean, linesBetween: () => Line[], values: Placed[], label: Label, value: Placed): number {
  const dy = (value.box.y - bottom(label.box)) / page.unit;
  if (dy < -0.4 || dy > 7) return 0;
  const apart = -overlapX(label.box, value.box) / page.unit;
  const isAligned = Math.min(Math.abs(right(label.box) - right(value.box)), Math.abs(label.box.x - value.box.x), Math.abs(centreX(label.box) - centreX(value.box))) / page.unit < 0.9;
  let score = dy <= 1.2 ? 0.88 : 0.88 - 0.06 * (dy - 1.2);
  if (apart >= 0) score *= apart < 1.5 ? 0.75 : apart < 3.5 ? 0.5 : 0;
  else if (isAligned) score *= 1.05;
  if (score === 0) return 0;
  const lines = linesBetween();
  if (label.isColon && hasText()) score *= 0.35;
  else if (!label.isCellStart && lines.length === 0 && hasText()) score *= 0.9;
  const column: Box = { x: Math.min(label.box.x, value.box.x), y: 0, width: Math.max(right(label.box), right(value.box)) - Math.min(label.box.x, value.box.x), height: 0 };
  let words = 0;
  for (const line of lines) {
    if (line.tokens.some((token) => overlapX(token.box, column) > token.box.width * 0.4 && /[\p{L}\p{N}]/u.test(token.text))) words++;
  }
  const same = values.filter((other) => other !== value && other.page === value.page && other.box.y > bottom(label.box) - page.unit * 0.4 && bottom(other.box) < value.box.y + page.unit * 0.4 && overlapX(other.box, column) > other.box.width * 0.4).length;
  return score * 0.8 ** Math.min(words, 4) * 0.5 ** Math.min(3, same);
}

/** Whether a row of labels has its values in the row above it and none beside or below: some forms print heads under their figures. */
function isUnderValues(page: LayoutPage, label: Label, rowLabels: Label[], values: Placed[]): boolean {
  if (rowLabels.length < 2 || values.some((value) => value.line === label.line)) return false;
  const aligned = (isAbove: boolean): number => rowLabels.filter((other) => values.some((value) => {
    const dy = isAbove ? other.box.y - bottom(value.box) : value.box.y - bottom(other.box);
    return dy > -page.unit * 0.4 && dy < page.unit * (isAbove ? 1.6 : 2.5) && overlapX(other.box, value.box) > -page.unit;
  })).length;
  return aligned(true) >= 2 && aligned(true) > aligned(false);
}

function linkAbove(page: LayoutPage, label: Label, value: Placed): number {
  const dy = (label.box.y - bottom(value.box)) / page.unit;
  if (dy < -0.4 || dy > 1.6) return 0;
  const apart = -overlapX(label.box, value.box) / page.unit;
  return apart < 0 ? 0.5 : apart < 1.5 ? 0.35 : 0;
}

/** The labels and values of one page, in their order; those of one line are asked for again and again. */
interface Region<V extends Placed> {
  page: LayoutPage;
  labels: Label[];
  values: V[];
  labelsOn: (line: number) => Label[];
  valuesOn: (line: number) => V[];
}

function regionOf<V extends Placed>(page: LayoutPage, labels: Label[], values: V[]): Region<V> {
  const labelsByLine = Map.groupBy(labels, (label) => label.line);
  const valuesByLine = Map.groupBy(values, (value) => value.line);
  return { page, labels, values, labelsOn: (line) => labelsByLine.get(line) ?? [], valuesOn: (line) => valuesByLine.get(line) ?? [] };
}

/** The value right before a label that has none behind it on its line; null where there is none. */
function valueBefore<V extends Placed>({ page, labelsOn, valuesOn }: Region<V>, label: Label): V | null {
  const onLine = valuesOn(label.line);
  const last = onLine.filter((value) => value.to <= label.from).at(-1);
  if (!last || onLine.some((value) => value.from >= label.to) || (label.box.x - right(last.box)) / page.unit > 4) return null;
  return labelsOn(label.line).some((other) => other.to <= last.from || (other !== label && other.from >= last.to && other.to <= label.from)) ? null : last;
}

/** The value that a label stands behind, where the page prints a column of values and the column of their labels to its right; null elsewhere. */
function valueOfColumn<V extends Placed>(region: Region<V>, label: Label): V | null {
  const { page } = region;
  const own = valueBefore(region, label);
  if (!own) return null;
  const alike = region.labels.filter((other) => other.line !== label.line && Math.abs(other.box.x - label.box.x) < page.unit && Math.abs(other.box.y - label.box.y) < page.unit * 10).flatMap((other) => valueBefore(region, other) ?? []);
  return alike.some((value) => Math.abs(right(value.box) - right(own.box)) < page.unit) ? own : null;
}

/** Whether a label stands before a value on its line, with no other value between them. */
function hasOwnLabel({ labelsOn, valuesOn }: Region<Placed>, value: Placed): boolean {
  const label = labelsOn(value.line).filter((other) => other.to <= value.from).at(-1);
  return label !== undefined && !valuesOn(value.line).some((other) => other.from >= label.to && other.to <= value.from);
}

/** Links every label that `accepts` to the values of its page. A label's best value takes most of it; values above count only where nothing else fits. */
export function linkLabels<V extends Placed>(layout: Layout, labels: Label[], values: V[], accepts: (label: Label) => boolean): Link<V>[] {
  const links: Link<V>[] = [];
  for (const page of layout.pages) {
    const pageValues = values.filter((value) => value.page === page.number);
    if (pageValues.length === 0) continue;
    const region = regionOf(page, labels.filter((label) => label.page === page.number), pageValues);
    for (const label of region.labels) if (accepts(label)) links.push(...linksOfLabel(layout, region, label));
  }
  return links;
}

function linksOfLabel<V extends Placed>(layout: Layout, region: Region<V>, label: Label): Link<V>[] {
  const { page } = region;
  const line = layout.lines[label.line];
  if (!line) return [];
  const behind = valueOfColumn(region, label);
  if (behind) return [{ label, value: behind, relation: 'left', score: 0.9 }];
  const own: Link<V>[] = [];
  const above: Link<V>[] = [];
  const lineLabels = region.labelsOn(label.line).filter((other) => other !== label);
  const lineValues = region.valuesOn(label.line);
  const hasText = once(() => hasTextAtRight(line, label));
  for (const value of region.values) {
    if (value.line === label.line) {
      const score = linkRight(page, line, lineLabels, lineValues, label, value);
      if (score > 0.05) own.push({ label, value, relation: 'right', score });
      continue;
    }
    const dy = value.box.y - bottom(label.box);
    if (dy > page.unit * 7.5 || dy < -page.unit * 6) continue;
    const isLevel = Math.abs(centreY(value.box) - centreY(label.box)) < page.unit * 0.55;
    if (isLevel) {
      // The same height, yet another line: columns whose baselines differ by a hair.
      const gap = (value.box.x - right(label.box)) / page.unit;
      if (gap > -0.3 && gap < 25) own.push({ label, value, relation: 'right', score: Math.max(0.3, 0.8 - 0.015 * gap) });
      continue;
    }
    if (dy >= -page.unit * 0.4) {
      const linesBetween = (): Line[] => layout.lines.slice(Math.min(label.line, value.line) + 1, Math.max(label.line, value.line)).filter((other) => other.box.y >= bottom(label.box) - page.unit * 0.3 && bottom(other.box) <= value.box.y + page.unit * 0.3);
      const score = linkBelow(page, hasText, linesBetween, region.values, label, value);
      if (score > 0.05) own.push({ label, value, relation: 'below', score });
    } else {
      const score = linkAbove(page, label, value);
      if (score > 0.05) above.push({ label, value, relation: 'above', score });
    }
  }
  own.sort((a, b) => b.score - a.score);
  if (above.length > 0 && isUnderValues(page, label, [label, ...lineLabels], region.values)) return above.map((link) => ({ ...link, score: link.score * 1.7 }));
  const [first] = own;
  const best = first?.score ?? 0;
  // A label with its value beside it says little of the value in the next row, which has a label of its own.
  const share = (link: Link<V>): number => (best - link.score > 0.1 ? 0.55 : first?.relation === 'right' && link.relation === 'below' && hasOwnLabel(region, link.value) ? 0.55 : 0.85);
  const kept = own.map((link) => (link === first ? link : { ...link, score: link.score * share(link) }));
  return best < 0.4 ? [...kept, ...above.map((link) => ({ ...link, score: link.score * (1 - best) }))] : kept;
}

/** Evidence that labels give of a value's meaning: concept → 0..1, weakened where a label of another meaning claims the value better. */
export type Claims = Map<Concept, { score: number; link: Link<Placed> }>;

/** A hint counts for six tenths, a certain label whole; half a hint, as words in a sentence are, for a third. */
const strengthShare = (strength: number): number => (strength <= 1 ? 0.1 + 0.5 * strength : strength <= 2 ? 0.6 + 0.25 * (strength - 1) : 0.85 + 0.15 * (strength - 2));

/** What the labels say of each value; a label's strength scales its link. */
export function claimsOf<V extends Placed>(links: Link<V>[], concepts: readonly Concept[]): Map<V, Claims> {
  const claims = new Map<V, Claims>();
  for (const link of links) {
    const own: Claims = claims.get(link.value) ?? new Map();
    claims.set(link.value, own);
    for (const concept of concepts) {
      const strength = strengthOf(link.label, concept);
      if (strength === 0) continue;
      const score = link.score * strengthShare(strength);
      if (score > (own.get(concept)?.score ?? 0)) own.set(concept, { score, link });
    }
  }
  return claims;
}

/** A concept's score for a value, less what rivals (labels of other concepts, on other phrases) hold against it. */
export function netClaim(claims: Claims | undefined, concept: Concept, allies: readonly Concept[] = []): number {
  const own = claims?.get(concept);
  if (!own) return 0;
  let rival = 0;
  for (const [other, claim] of claims ?? []) {
    if (other !== concept && !allies.includes(other) && claim.link.label !== own.link.label) rival = Math.max(rival, claim.score);
  }
  return Math.max(0, own.score - (rival > own.score ? 0.8 : 0.25) * rival);
}
