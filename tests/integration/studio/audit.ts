import { describe, expect, it } from 'vitest';
import { newPerson } from '../../harness/person.ts';
import { addDocument } from '../../harness/rows.ts';
import { newStudio, password, setting } from './setting.ts';

/** Who did what. */
export function describeAuditLog(): void {
  describe('the audit log', () => {
    it('says who did what, newest first, by action, person, document and day', async () => {
      const { tenantId, api, client, rows } = await newStudio();
      const person = await newPerson(setting.stack, { email: 'audita@jornada.example', password, tenantId, role: 'owner' });
      const { user } = await person.call('getSession');
      const document = await rows((scope) => addDocument(scope, client, { autoProcess: false }));
      await person.call('startProcessing', { params: { id: document } });
      await api.call('cancelDocument', { params: { id: document } });
      await person.call('updateTenantDefaults', { body: { linkMaxFiles: 3 } });
      const page = await person.call('listAudit', { query: { limit: 2 } });
      expect(page.items[1]).toMatchObject({ action: 'document.status', subject: `document:${document}`, documentId: document, actor: { kind: 'api_key' }, detail: { from: 'received', to: 'cancelled' } });
      expect((await person.call('listAudit', { query: { documentId: document } })).items.map((e) => e.action)).toEqual(['document.status', 'document.started']);
      expect((await person.call('listAudit', { query: { actorId: user?.id, action: 'document.' } })).items.map((e) => [e.action, e.actor.name])).toEqual([['document.started', 'audita']]);
      const today = new Date().toISOString().slice(0, 10);
      expect((await person.call('listAudit', { query: { from: today, to: today } })).total).toBe(page.total);
      expect((await person.call('listAudit', { query: { to: '2001-01-01' } })).total).toBe(0);
      expect((await person.ask('listAudit', { query: { from: '0000-01-01' } })).body.error.code).toBe('invalid_request');
    });
  });
}
