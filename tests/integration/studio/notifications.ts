import { describe, expect, it } from 'vitest';
import type { DocumentStatus } from '../../../contract/document.ts';
import { newPerson } from '../../harness/person.ts';
import { addDocument, dayMs } from '../../harness/rows.ts';
import { newStudio, password, setting } from './setting.ts';

const notifications = (tenantId: string, ages: number[]) => ages.map((age) => ({ tenantId, kind: 'upload_link.received', data: { files: age }, createdAt: new Date(Date.now() - age * 1000) }));

/** What people are told, and what they have read of it. */
export function describeNotifications(): void {
  describe('notifications', () => {
    it('are read by each for themselves, one by one or up to a moment; unread ones are counted', async () => {
      const { tenantId, api, rows } = await newStudio();
      const person = await newPerson(setting.stack, { email: 'lee@jornada.example', password, tenantId, role: 'viewer' });
      await rows(({ tx }) => tx.notification.createMany({ data: [...notifications(tenantId, [50, 40, 30, 20, 10]), { tenantId, kind: 'webhook.dead_letter', data: { url: 'x' }, createdAt: new Date(Date.now() - 5000) }] }));
      const files = async (query: object = {}) => {
        const page = await person.call('listNotifications', { query });
        return { unread: page.unread, total: page.total, items: page.items.map(({ data, isRead }) => `${data['files'] ?? 'url'}${isRead ? ' read' : ''}`) };
      };
      expect(await files()).toEqual({ unread: 6, total: 6, items: ['url', '10', '20', '30', '40', '50'] });
      const { items } = await person.call('listNotifications');
      expect(await person.call('readNotification', { params: { id: items[1]?.id ?? '' } })).toMatchObject({ isRead: true });
      await person.call('readNotification', { params: { id: items[1]?.id ?? '' } });
      expect(await files()).toMatchObject({ unread: 5, items: ['url', '10 read', '20', '30', '40', '50'] });
      await person.call('readNotifications', { body: { until: new Date(Date.now() - 35_000).toISOString() } });
      expect(await files()).toMatchObject({ unread: 3, items: ['url', '10 read', '20', '30', '40 read', '50 read'] });
      // An earlier moment takes nothing back; a later one than now reads nothing that is still to come.
      await person.call('readNotifications', { body: { until: new Date(Date.now() - 45_000).toISOString() } });
      expect((await files()).unread).toBe(3);
      expect(await files({ unread: 'true', kind: 'upload_link.received', limit: 1, offset: 1 })).toEqual({ unread: 3, total: 2, items: ['30'] });
      await person.call('readNotifications', { body: { until: new Date(Date.now() + dayMs).toISOString() } });
      await rows(({ tx }) => tx.notification.create({ data: { tenantId, kind: 'upload_link.received', data: { files: 0 } } }));
      expect(await files({ unread: 'true' })).toEqual({ unread: 1, total: 1, items: ['0'] });
      expect((await api.call('listNotifications')).unread).toBe(7);
    });

    it('tell what became of documents, once a change', async () => {
      const { api, client, rows } = await newStudio();
      const id = await rows((scope) => addDocument(scope, client, { fileName: 'a.pdf' }));
      for (const status of ['preprocessing', 'extracting', 'in_review', 'approved'] as DocumentStatus[]) await rows(({ tx }) => tx.document.update({ where: { id }, data: { status } }));
      const failed = await rows((scope) => addDocument(scope, client, { fileName: 'b.pdf' }));
      await rows(({ tx }) => tx.document.update({ where: { id: failed }, data: { status: 'failed', failureCode: 'pdf_damaged' } }));
      expect((await api.call('listNotifications')).items.map(({ kind, documentId, data }) => [kind, documentId, data['fileName'], data['code']])).toEqual([
        ['document.failed', failed, 'b.pdf', 'pdf_damaged'], ['document.review_approved', id, 'a.pdf', undefined], ['document.in_review', id, 'a.pdf', undefined],
      ]);
      // Erased documents leave no name behind.
      for (const { id: told } of (await api.call('listNotifications')).items) await api.call('readNotification', { params: { id: told } });
      await api.call('eraseDocument', { params: { id: failed } });
      expect((await api.call('listNotifications')).items.map(({ documentId }) => documentId)).toEqual([id, id]);
      expect(await rows(({ tx }) => tx.notificationRead.count())).toBe(2);
    });
  });
}
