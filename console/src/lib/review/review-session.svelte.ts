import { SvelteSet } from 'svelte/reactivity';
import { bandOf, type Band } from '../confidence.ts';
import { type Corrections, type Document, type FieldName, type Field, keyFields, type LineItem, type Page, type Reason, type TaxLine } from '../contract.ts';
import { preferences } from '../state/preferences.svelte.ts';
import { decimalSignIn, decimalSignOf, type DecimalSign } from './amount-text.ts';
import { doubtfulFields, nextOpen } from './doubt.ts';
import { correctionsOf, type Draft, loadDraft, saveDraft } from './drafts.ts';
import { fieldOrder } from './field-groups.ts';
import { kindOf, readValue, showValue, type ValueFault } from './field-values.ts';
import { findMatches, type Match } from './page-words.ts';

export interface FieldState {
  name: FieldName;
  /** As it was read; undefined where the document does not state it. */
  field: Field | undefined;
  text: string;
  /** What would be stored; null where the field is empty or does not parse. */
  value: string | null;
  fault: ValueFault | null;
  isChanged: boolean;
  isDoubtful: boolean;
  isAccepted: boolean;
  band: Band | null;
  reasons: Reason[];
}

const now = () => new Date().toISOString();

/** One person's work on one review task: what was read, what they changed, what they have looked at. Nothing of it is sent before a decision. */
export class ReviewSession {
  readonly taskId: string;
  readonly document: Document;
  readonly draftedAt: string | null = null;
  readonly isDraftOfOtherRun: boolean = false;

  pages = $state.raw<readonly Page[]>([]);
  active = $state<FieldName | null>(null);
  matchIndex = $state(0);
  /** Cells of the grids whose text is no number. */
  readonly gridFaults = new SvelteSet<string>();
  isDraftKept = $state(true);

  #edits = $state<Partial<Record<FieldName, string>>>({});
  #accepted = new SvelteSet<FieldName>();
  #items = $state<LineItem[] | null>(null);
  #taxes = $state<TaxLine[] | null>(null);
  readonly #doubtful: readonly FieldName[];

  constructor(taskId: string, document: Document) {
    this.taskId = taskId;
    this.document = document;
    this.#doubtful = doubtfulFields(document, fieldOrder, keyFields);
    const draft = loadDraft(localStorage, taskId);
    if (!draft) return;
    this.draftedAt = draft.savedAt;
    this.isDraftOfOtherRun = draft.run !== document.run;
    this.#edits = draft.fields;
    this.#items = draft.lineItems;
    this.#taxes = draft.taxes;
    for (const name of draft.accepted) this.#accepted.add(name);
  }

  readonly fields = $derived.by(() => Object.fromEntries(fieldOrder.map((name) => [name, this.#stateOf(name)])) as Record<FieldName, FieldState>);
  readonly openDoubts = $derived(this.#open());
  readonly items = $derived.by(() => this.#items ?? this.document.lineItems);
  readonly taxes = $derived.by(() => this.#taxes ?? this.document.taxes);
  readonly faults = $derived(fieldOrder.filter((name) => this.fields[name].fault !== null));
  readonly isTouched = $derived(Object.keys(this.#edits).length > 0 || this.#items !== null || this.#taxes !== null || this.#accepted.size > 0);

  /** The decimal sign of the document where its words settle it, else that of the reader's language. */
  readonly pageSign = $derived<DecimalSign>(decimalSignIn(this.pages.flatMap(({ words }) => words)) ?? decimalSignOf[preferences.locale]);

  /** Where the text being typed stands on the pages; empty until something is typed. */
  readonly matches = $derived.by((): Match[] => {
    const { active } = this;
    const edit = active === null ? undefined : this.#edits[active];
    return active === null || edit === undefined ? [] : findMatches(this.pages, edit, kindOf(active), this.pageSign);
  });
  readonly match = $derived(this.matches[this.matchIndex] ?? null);

  #stateOf(name: FieldName): FieldState {
    const field = this.document.fields[name];
    const kind = kindOf(name);
    const edit = this.#edits[name];
    const text = edit ?? (field ? showValue(kind, field.value, preferences.locale) : '');
    const read = text.trim() === '' ? { value: null } : edit === undefined ? { value: field?.value ?? null } : readValue(kind, text, decimalSignOf[preferences.locale]);
    const fault = 'fault' in read ? read.fault : null;
    const value = 'fault' in read ? null : read.value;
    return {
      name, field, text, value, fault,
      isChanged: fault !== null || value !== (field?.value ?? null),
      isDoubtful: this.#doubtful.includes(name),
      isAccepted: this.#accepted.has(name),
      band: field ? bandOf(field.confidence) : null,
      reasons: this.document.reasons.filter((reason) => reason.field === name),
    };
  }

  #open(): FieldName[] {
    return this.#doubtful.filter((name) => {
      const { isAccepted, isChanged, fault } = this.fields[name];
      return fault !== null || !(isAccepted || isChanged);
    });
  }

  type(name: FieldName, text: string): void {
    this.#edits[name] = text;
    this.matchIndex = 0;
    this.keep();
  }

  /** Writes what was typed in its usual form, and forgets an edit that changes nothing. */
  settle(name: FieldName): void {
    const state = this.fields[name];
    if (this.#edits[name] === undefined || state.fault !== null) return;
    if (!state.isChanged) delete this.#edits[name];
    else if (state.value !== null) this.#edits[name] = showValue(kindOf(name), state.value, preferences.locale);
    this.keep();
  }

  capture(name: FieldName, { text }: Match, append = false): void {
    const kind = kindOf(name);
    const before = append ? this.fields[name].text.trim() : '';
    const whole = before === '' ? text : `${before} ${text}`;
    const read = readValue(kind, whole, this.pageSign);
    this.#edits[name] = 'value' in read ? showValue(kind, read.value, preferences.locale) : whole;
    this.matchIndex = 0;
    this.keep();
  }

  restore(name: FieldName): void {
    delete this.#edits[name];
    this.#accepted.delete(name);
    this.keep();
  }

  /** Marks a field as looked at; false where it cannot be accepted as it stands. */
  accept(name: FieldName): boolean {
    this.settle(name);
    if (this.fields[name].fault !== null) return false;
    if (this.#doubtful.includes(name)) this.#accepted.add(name);
    this.keep();
    return true;
  }

  neighbour(name: FieldName | null, step: 1 | -1): FieldName | null {
    return step === 1 ? nextOpen(fieldOrder, this.openDoubts, name) : nextOpen(fieldOrder, this.#doubtful, name, -1);
  }

  chooseMatch(step: 1 | -1): void {
    const { length } = this.matches;
    if (length > 0) this.matchIndex = (this.matchIndex + step + length) % length;
  }

  setItems(items: LineItem[]): void {
    this.#items = items;
    this.keep();
  }

  setTaxes(taxes: TaxLine[]): void {
    this.#taxes = taxes;
    this.keep();
  }

  discard(): void {
    this.#edits = {};
    this.#accepted.clear();
    this.#items = null;
    this.#taxes = null;
    this.gridFaults.clear();
    this.keep();
  }

  keep(): void {
    const { run } = this.document;
    const draft: Draft = { fields: { ...this.#edits }, accepted: [...this.#accepted], taxes: this.#taxes, lineItems: this.#items, run, savedAt: now() };
    this.isDraftKept = saveDraft(localStorage, this.taskId, draft);
  }

  corrections(): Corrections | undefined {
    const changed = Object.values(this.fields).filter(({ isChanged, fault }) => isChanged && fault === null);
    return correctionsOf(Object.fromEntries(changed.map(({ name, value }) => [name, value])), { taxes: this.#taxes, lineItems: this.#items });
  }
}
