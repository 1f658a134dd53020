import { expect, it } from 'vitest';
import { allPending, dropPending, loadPending, type PendingDecision, storePending } from './pending-store.ts';

function memory(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value), removeItem: (key: string) => void kept.delete(key),
    key: (index: number) => [...kept.keys()][index] ?? null, clear: () => kept.clear(), get length() { return kept.size; },
  };
}

const decision = (id: string, userId = 'ana', tenantId = 'estudio'): PendingDecision => ({ id, userId, tenantId, action: 'approve', tasks: [{ id: `task-${id}`, file: 'a.pdf' }] });

it('keeps decisions until they are sent, and gives each person their own', () => {
  const store = memory();
  storePending(store, decision('1'));
  storePending(store, decision('2', 'beto'));
  storePending(store, decision('3', 'ana', 'otro estudio'));
  expect(allPending(store, 'ana', 'estudio')).toEqual([decision('1')]);
  dropPending(store, '1');
  expect([loadPending(store, '1'), allPending(store, 'ana', 'estudio')]).toEqual([null, []]);
});

it('says where nothing can be stored, and reads nothing from what is damaged', () => {
  const full = { ...memory(), setItem: () => { throw new Error('quota'); } };
  expect(storePending(full, decision('1'))).toBe(false);
  const damaged = memory();
  damaged.setItem('comprobante.pending.1', '{');
  expect(allPending(damaged, 'ana', 'estudio')).toEqual([]);
});
