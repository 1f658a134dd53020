import { expect, it } from 'vitest';
import { correctionsOf, type Draft, dropOldDrafts, loadDraft, saveDraft } from './drafts.ts';

function memoryStore(): Storage {
  const map = new Map<string, string>();
  return {
    get length() { return map.size; },
    key: (index) => [...map.keys()][index] ?? null,
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
    clear: () => map.clear(),
  };
}

const draft = (changes: Partial<Draft> = {}): Draft => ({ fields: { totalAmount: '12,00' }, accepted: [], taxes: null, lineItems: null, run: 1, savedAt: '2026-03-06T12:00:00Z', ...changes });

it('comes back after a reload', () => {
  const store = memoryStore();
  saveDraft(store, 'a', draft());
  expect(loadDraft(store, 'a')).toEqual(draft());
  expect(loadDraft(store, 'b')).toBeNull();
});

it('keeps nothing of an untouched task and survives a broken entry', () => {
  const store = memoryStore();
  saveDraft(store, 'a', draft());
  saveDraft(store, 'a', draft({ fields: {} }));
  store.setItem('comprobante.draft.c', '{');
  expect(loadDraft(store, 'a')).toBeNull();
  expect(loadDraft(store, 'c')).toBeNull();
});

it('says when the browser refuses to store', () => {
  const store = { ...memoryStore(), setItem: () => { throw new Error('full'); } };
  expect(saveDraft(store, 'a', draft())).toBe(false);
});

it('forgets old drafts and leaves other entries alone', () => {
  const store = memoryStore();
  saveDraft(store, 'old', draft({ savedAt: '2026-01-01T00:00:00Z' }));
  saveDraft(store, 'new', draft());
  store.setItem('comprobante.theme', 'dark');
  dropOldDrafts(store, Date.parse('2026-03-07T00:00:00Z'));
  expect([loadDraft(store, 'old'), loadDraft(store, 'new'), store.getItem('comprobante.theme')]).toEqual([null, draft(), 'dark']);
});

it('sends only what was corrected', () => {
  expect(correctionsOf({}, { taxes: null, lineItems: null })).toBeUndefined();
  expect(correctionsOf({ dueDate: null }, { taxes: [], lineItems: null })).toEqual({ fields: { dueDate: null }, taxes: [] });
});
