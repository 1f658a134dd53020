import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ApiClient } from '../../harness/api-client.ts';
import { newPerson } from '../../harness/person.ts';
import { addDocument, addReviewTask } from '../../harness/rows.ts';
import { newStudio, password, setting } from './setting.ts';

/** Many documents and tasks at once. */
export function describeBulk(): void {
  describe('many at once', () => {
    it('each for itself: what cannot be done is told and stops no other', async () => {
      const { api, client, rows } = await newStudio();
      const [waiting, approved, running, inReview] = await rows(async (scope) => [
        await addDocument(scope, client, { status: 'ingested', autoProcess: false }), await addDocument(scope, client, { status: 'approved', settledAt: new Date() }),
        await addDocument(scope, client, { status: 'extracting' }), await addDocument(scope, client, { status: 'in_review' }),
      ]);
      const unknown = randomUUID();
      const change = async (action: 'start' | 'reprocess' | 'cancel' | 'erase', ...ids: (string | undefined)[]) =>
        (await api.call('changeDocuments', { body: { action, ids: ids.map(String) } })).results.map((r) => r.error?.code ?? 'done');
      expect(await change('start', waiting, approved, unknown, waiting)).toEqual(['done', 'not_waiting', 'not_found']);
      expect(await change('reprocess', approved, running, unknown)).toEqual(['done', 'conflict', 'not_found']);
      expect((await api.call('getDocument', { params: { id: approved ?? '' } }))).toMatchObject({ status: 'received', run: 2 });
      expect(await change('cancel', running, inReview, unknown)).toEqual(['done', 'done', 'not_found']);
      expect(await change('erase', waiting, approved, running, inReview, unknown)).toEqual(['done', 'done', 'done', 'done', 'not_found']);
      expect((await api.call('listDocuments')).total).toBe(0);
      expect((await api.ask('changeDocuments', { body: { action: 'erase', ids: [] } })).status).toBe(400);
      expect((await api.ask('changeDocuments', { body: { action: 'erase', ids: Array.from({ length: 101 }, () => unknown) } })).status).toBe(400);
    });

    it('are decided as one by one: the first decision wins, what another holds is left', async () => {
      const { api, tenantId, client, rows } = await newStudio();
      const person = await newPerson(setting.stack, { email: 'decide@jornada.example', password, tenantId, role: 'reviewer' });
      const tasks = await rows(async (scope) => {
        const ids: string[] = [];
        for (let i = 0; i < 4; i++) ids.push(await addReviewTask(scope, await addDocument(scope, client, { status: 'in_review' })));
        return ids;
      });
      const [a = '', b = '', c = '', d = ''] = tasks;
      await person.call('claimReviewTask', { params: { id: b } });
      const codes = async (who: ApiClient, body: Parameters<typeof who.call<'decideReviewTasks'>>[1] extends infer T ? NonNullable<T> extends { body?: infer B } ? B : never : never) =>
        (await who.call('decideReviewTasks', { body: body as never })).results.map((r) => r.error?.code ?? 'done');
      expect(await codes(api, { action: 'approve', ids: [a, b] } as never)).toEqual(['done', 'claimed_by_other']);
      expect(await codes(person, { action: 'reject', ids: [a, b, c], reason: 'No es de este cliente' } as never)).toEqual(['already_decided', 'done', 'done']);
      expect(await person.call('getReviewTask', { params: { id: c } })).toMatchObject({ status: 'rejected', decision: { reason: 'No es de este cliente' } });
      expect((await api.ask('decideReviewTasks', { body: { action: 'reject', ids: [d], reason: ' ' } })).status).toBe(400);
      expect((await person.call('listReviewTasks')).items.map((t) => t.id)).toEqual([d]);
    });
  });
}
