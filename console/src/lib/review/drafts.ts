import type { Corrections, FieldName, LineItem, TaxLine } from '../contract.ts';

/** What a reviewer has changed and not yet decided, kept on this machine so that nothing is lost by a reload or a dropped connection. */
export interface Draft {
  /** Texts as typed; empty takes the field away. Only fields that differ from the reading. */
  fields: Partial<Record<FieldName, string>>;
  /** Doubtful fields that the reviewer has looked at and accepted. */
  accepted: FieldName[];
  taxes: TaxLine[] | null;
  lineItems: LineItem[] | null;
  /** The run of the reading that the draft was made against. */
  run: number;
  savedAt: string;
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

const prefix = 'comprobante.draft.';
/** Drafts of tasks that somebody else decided would stay for ever. */
const keptDays = 30;

export function isUntouched(draft: Pick<Draft, 'fields' | 'taxes' | 'lineItems' | 'accepted'>): boolean {
  return Object.keys(draft.fields).length === 0 && draft.accepted.length === 0 && draft.taxes === null && draft.lineItems === null;
}

export function loadDraft(store: Store, taskId: string): Draft | null {
  try {
    const draft = JSON.parse(store.getItem(prefix + taskId) ?? 'null') as Draft | null;
    return draft && typeof draft.fields === 'object' && Array.isArray(draft.accepted) ? draft : null;
  } catch {
    return null;
  }
}

/** Keeps the draft, or forgets it where nothing was changed. False where the browser refuses to store. */
export function saveDraft(store: Store, taskId: string, draft: Draft): boolean {
  try {
    if (isUntouched(draft)) store.removeItem(prefix + taskId);
    else store.setItem(prefix + taskId, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function dropDraft(store: Store, taskId: string): void {
  store.removeItem(prefix + taskId);
}

export function dropOldDrafts(store: Store, now: number): void {
  const keys = Array.from({ length: store.length }, (_, index) => store.key(index)).filter((key): key is string => key?.startsWith(prefix) ?? false);
  for (const key of keys) {
    const draft = loadDraft(store, key.slice(prefix.length));
    if (!draft || now - Date.parse(draft.savedAt) > keptDays * 86_400_000) store.removeItem(key);
  }
}

/** The body of an approval: what the draft says, without what it left as it was. Undefined where nothing was corrected. */
export function correctionsOf(values: Partial<Record<FieldName, string | null>>, draft: Pick<Draft, 'taxes' | 'lineItems'>): Corrections | undefined {
  const corrections: Corrections = {
    ...(Object.keys(values).length > 0 ? { fields: values } : {}),
    ...(draft.taxes ? { taxes: draft.taxes } : {}),
    ...(draft.lineItems ? { lineItems: draft.lineItems } : {}),
  };
  return Object.keys(corrections).length > 0 ? corrections : undefined;
}
