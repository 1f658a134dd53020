import { describe, expect, it } from 'vitest';
import { newPerson, signIn } from '../../harness/person.ts';
import { setting } from './setting.ts';

/** Who runs the platform. */
export function describeAdministrators(): void {
  describe('the platform\'s administrator', () => {
    it('is joined and left by persons with an account; the last one stays', async () => {
      const { stack } = setting;
      const owner = await signIn(stack.baseUrl, stack.administrator);
      const { id: tenantId } = await stack.admin<{ id: string }>('create-tenant', '--name', 'Tercer estudio');
      const email = 'jefe@tercero.example';
      const other = await newPerson(stack, { email, password: 'un tranvía llamado deseo', tenantId, role: 'owner' });
      expect((await owner.ask('addPlatformAdministrator', { body: { email: 'nadie@nada.example' } })).status).toBe(404);
      const added = await owner.call('addPlatformAdministrator', { body: { email } });
      expect((await other.call('listPlatformAdministrators')).total).toBe(2);
      await owner.call('removePlatformAdministrator', { params: { id: added.id } });
      expect((await other.ask('listPlatformAdministrators')).status).toBe(403);
      const [last] = (await owner.call('listPlatformAdministrators')).items;
      expect((await owner.ask('removePlatformAdministrator', { params: { id: last?.id ?? '' } })).body.error.code).toBe('last_owner');
      expect((await stack.api.ask('listPlatformTenants')).body.error.code).toBe('forbidden');
    });
  });
}
