import { describe, expect, it } from 'vitest';
import { newStudio, setting, type Studio } from './setting.ts';

/** Clients brought in and taken out. */
export function describeClients(): void {
  describe('clients', () => {
    const importCsv = async ({ api }: Studio, text: string, dryRun = false) => {
      const response = await fetch(`${setting.stack.baseUrl}/v1/clients/import${dryRun ? '?dryRun=true' : ''}`, { method: 'POST', headers: { ...api.headers, 'content-type': 'text/csv; charset=utf-8' }, body: text });
      return { status: response.status, body: await response.json() as { created: number; updated: number; unchanged: number; errors: { line: number; code: string }[]; error: { code: string; details: object } } };
    };
    const file = [
      'Razón social;CUIT;Correo electrónico', 'Panadería San Martín;30-50001091-2;pan@sm.example', '  Kiosco Norte ;; ', ';20-12345678-6;', 'Mal CUIT;30-50001091-3;', 'Otra vez;30500010912;',
      '"Con ""comillas"" y', 'salto";27-28033514-8;', 'Sin arroba;;nada', '',
    ].join('\r\n');

    it('are imported line by line: what is wrong is told, all else is taken; a dry run takes nothing', async () => {
      const studio = await newStudio();
      const told = { created: 2, updated: 1, unchanged: 0, errors: [{ line: 4, code: 'invalid_request' }, { line: 5, code: 'tax_id_invalid' }, { line: 6, code: 'tax_id_taken' }, { line: 9, code: 'invalid_request' }] };
      const dry = await importCsv(studio, file, true);
      expect(dry).toMatchObject({ status: 200, body: told });
      expect((await studio.api.call('listClients')).items.map((c) => c.name)).toEqual(['Panadería =San Martín']);
      expect((await importCsv(studio, file)).body).toEqual(dry.body);
      const { items } = await studio.api.call('listClients');
      expect(items.map(({ name, taxId, email }) => [name, taxId, email])).toEqual([
        ['Con "comillas" y\nsalto', '27280335148', null], ['Kiosco Norte', null, null], ['Panadería San Martín', '30500010912', 'pan@sm.example'],
      ]);
      expect((await importCsv(studio, file)).body).toMatchObject({ created: 0, updated: 0, unchanged: 3 });
      expect((await studio.api.call('listAudit', { query: { action: 'clients.' } })).items.map((e) => e.detail)).toEqual([{ created: 2, updated: 1 }]);
    });

    it('come back as they went out', async () => {
      const studio = await newStudio();
      await studio.api.call('createClient', { body: { name: '-Guion "y" comas, SA', email: 'a@b.example' } });
      const exported = await (await fetch(`${setting.stack.baseUrl}/v1/clients/export`, { headers: studio.api.headers })).text();
      expect(exported).toContain('\'-Guion');
      expect((await importCsv(studio, exported)).body).toEqual({ created: 0, updated: 0, unchanged: 2, errors: [] });
    });

    it('of the same file at the same moment are made once', async () => {
      const studio = await newStudio();
      const answers = await Promise.all([1, 2, 3].map(() => importCsv(studio, file)));
      expect(answers.map(({ body }) => body.created).sort()).toEqual([0, 0, 2]);
    });

    it('are asked for by their ids, a hundred at once; another studio\'s are not among them', async () => {
      const [own, other] = [await newStudio(), await newStudio()];
      const made = await Promise.all(['Uno', 'Dos', 'Tres'].map((name) => own.api.call('createClient', { body: { name } })));
      const stranger = (await other.api.call('listClients')).items[0]!;
      const { items, total } = await own.api.call('listClients', { query: { id: [made[2]!.id, stranger.id, made[0]!.id] } });
      expect([items.map(({ name }) => name), total]).toEqual([['Tres', 'Uno'], 2]);
      expect((await own.api.ask('listClients', { query: { id: Array.from({ length: 101 }, () => stranger.id) } })).status).toBe(400);
    });

    it('by the thousand are one request', async () => {
      const studio = await newStudio();
      const { status, body } = await importCsv(studio, ['nombre', ...Array.from({ length: 5000 }, (_, i) => `Cliente ${i}`)].join('\n'));
      expect([status, body.created]).toEqual([200, 5000]);
    });

    it.each([['nothing', ''], ['no names', 'cuit;mail\n30500010912;'], ['an open quote', 'nombre\n"x'], ['too many lines', `nombre\n${'x\n'.repeat(10_001)}`], ['a zero byte', 'nombre\nx\0y\n']])('with %s answer with a code', async (what, text) => {
      const { status, body } = await importCsv(await newStudio(), text);
      if (what === 'a zero byte') expect(body.errors).toMatchObject([{ line: 2, code: 'invalid_request' }]);
      else expect([status, body.error.code]).toEqual([422, 'csv_invalid']);
    });
  });
}
