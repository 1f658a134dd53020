import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anInvoice, argentineInvoicePdf } from '../../fixtures/argentine-invoice.ts';
import { ApiClient } from '../../harness/api-client.ts';
import { newPerson, signIn } from '../../harness/person.ts';
import { setting } from './setting.ts';

/** What decides of every tenant's documents. */
export function describeThresholds(): void {
  describe('the thresholds', () => {
    /** The tenant's rows, as row-level security shows them. */
    let rows: pg.Client;
    let administrator: ApiClient;

    beforeAll(async () => {
      const { stack } = setting;
      rows = new pg.Client({ connectionString: stack.env['DATABASE_URL'] });
      await rows.connect();
      await rows.query('SELECT set_config(\'app.tenant\', $1, false)', [stack.administrator.tenantId]);
      administrator = await signIn(stack.baseUrl, stack.administrator);
    });
    afterAll(() => rows?.end());

    const decided = (id: string) => setting.stack.api.until(id, 'in_review', 'approved', 'failed');

    it('are the platform administrator\'s alone', async () => {
      const { stack } = setting;
      for (const name of ['getProcessingSettings', 'updateProcessingSettings'] as const) {
        const answer = await stack.api.ask(name, name === 'updateProcessingSettings' ? { body: { approvalThreshold: 0 } } : {});
        expect([name, answer.status, answer.body.error.code]).toEqual([name, 403, 'forbidden']);
      }
      const owner = await newPerson(stack, { email: 'dueno@example.com', password: 'correcta-bateria-caballo', role: 'owner' });
      expect((await owner.ask('getProcessingSettings')).status).toBe(403);
      expect((await new ApiClient(stack.baseUrl, {}).ask('getProcessingSettings')).status).toBe(401);
    });

    it.each([[{ externalThreshold: 1.1 }], [{ approvalThreshold: -0.1 }], [{ approvalThreshold: '0.9' }], [{ other: 1 }]])('refuse %j', async (body) => {
      expect((await administrator.ask('updateProcessingSettings', { body: body as never })).status).toBe(400);
    });

    it('take effect on what is not yet scored, and every change is audited', async () => {
      const { api, client } = setting.stack;
      const lines = async () => (await rows.query<{ actor: { kind: string }; detail: unknown }>('SELECT actor, detail FROM audit_entries WHERE action = \'settings.processing\' ORDER BY id')).rows;
      const before = await lines();
      const { approvalThreshold } = await administrator.call('getProcessingSettings');
      const probe = () => argentineInvoicePdf(anInvoice());
      expect((await decided(await api.uploadOne(client.id, 'antes.pdf', await probe()))).status).toBe('approved');
      const changed = await administrator.call('updateProcessingSettings', { body: { approvalThreshold: 1 } });
      expect(changed).toMatchObject({ approvalThreshold: 1, externalThreshold: 0.9, updatedBy: { kind: 'user' }, updatedAt: expect.any(String) });
      expect((await decided(await api.uploadOne(client.id, 'despues.pdf', await probe()))).status).toBe('in_review');
      await administrator.call('updateProcessingSettings', { body: { approvalThreshold: 1 } });
      await administrator.call('updateProcessingSettings', { body: { approvalThreshold } });
      const added = (await lines()).slice(before.length);
      expect(added.map(({ actor, detail }) => [actor.kind, detail])).toEqual([
        ['user', { from: { externalThreshold: 0.9, approvalThreshold }, to: { externalThreshold: 0.9, approvalThreshold: 1 } }],
        ['user', { from: { externalThreshold: 0.9, approvalThreshold: 1 }, to: { externalThreshold: 0.9, approvalThreshold } }],
      ]);
    });
  });
}
