import readXlsxFile from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import type { ExportedDocument } from '../../../contract/transfer.ts';
import { addDocument, aReading } from '../../harness/rows.ts';
import { newStudio, setting } from './setting.ts';

/** Documents taken out. */
export function describeExports(): void {
  describe('an export', () => {
    const evil = '=HYPERLINK("http://x.example","ver")';
    async function studioWithDocuments() {
      const studio = await newStudio();
      await studio.rows(async (scope) => {
        await addDocument(scope, studio.client, { fileName: evil, status: 'approved', createdAt: new Date('2026-03-01T10:00:00Z') }, aReading({ issuerName: '+Ferretería; "El Tornillo"\nSRL', issueDate: '2026-02-28', currency: 'ARS', netAmount: '-1000.50', totalAmount: '-1210.61', invoiceNumber: '0001' }));
        await addDocument(scope, studio.client, { fileName: 'b.pdf', status: 'in_review', createdAt: new Date('2026-03-02T10:00:00Z') });
        await addDocument(scope, studio.client, { fileName: 'c.pdf', status: 'approved', createdAt: new Date('2025-12-31T23:59:59Z') });
      });
      const get = (query: string) => fetch(`${setting.stack.baseUrl}/v1/documents/export?${query}`, { headers: studio.api.headers });
      return { ...studio, get };
    }

    it('as CSV has the filter\'s rows, a title in the language asked for, and no cell that a spreadsheet would run', async () => {
      const { get } = await studioWithDocuments();
      const response = await get('format=csv&language=es&from=2026-01-01');
      expect([response.headers.get('content-type'), response.headers.get('content-disposition')]).toEqual(['text/csv; charset=utf-8', 'attachment; filename="documents.csv"']);
      const text = Buffer.from(await response.arrayBuffer()).toString('utf8');
      expect(text.startsWith('\ufeffId,Cliente,CUIT del cliente,Archivo,')).toBe(true);
      const [, second = '', first = ''] = text.split('\r\n');
      expect(second).toContain('b.pdf');
      expect(first).toContain('"\'=HYPERLINK(""http://x.example"",""ver"")"');
      expect(first).toContain('"\'+Ferretería; ""El Tornillo""\nSRL"');
      expect(first).toContain('ARS,-1000.50,,-1210.61,');
      expect(text).not.toContain('c.pdf');
    });

    it('as XLSX opens elsewhere, with text, numbers and dates as what they are', async () => {
      const { get } = await studioWithDocuments();
      const response = await get('format=xlsx&status=approved&from=2026-01-01');
      expect(response.headers.get('content-type')).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
      const [{ data: [titles = [], row = []] = [] } = {}] = await readXlsxFile(Buffer.from(await response.arrayBuffer())) as unknown as { data: unknown[][] }[];
      const cell = (name: string) => row[titles.indexOf(name)];
      expect([cell('fileName'), cell('issuerName'), cell('netAmount'), cell('totalAmount'), cell('invoiceNumber')]).toEqual([evil, '+Ferretería; "El Tornillo"\nSRL', -1000.5, -1210.61, '0001']);
      expect(cell('issueDate')).toEqual(new Date('2026-02-28T00:00:00Z'));
    });

    it('as JSON is the documents with their client', async () => {
      const { get, client } = await studioWithDocuments();
      const documents = await (await get('format=json')).json() as ExportedDocument[];
      expect(documents.map((d) => d.fileName)).toEqual(['b.pdf', evil, 'c.pdf']);
      expect(documents[1]).toMatchObject({ clientId: client, clientName: 'Panadería =San Martín', clientTaxId: '30500010912', fields: { netAmount: { value: '-1000.50' } } });
      expect(await (await get('format=json&q=nada')).json()).toEqual([]);
    });

    it('goes through more rows than are held at once, each once', async () => {
      const { get, rows, client } = await studioWithDocuments();
      const createdAt = new Date('2026-04-01T00:00:00Z');
      await rows(({ tx, tenantId }) => tx.$executeRaw`
        INSERT INTO documents (id, tenant_id, client_id, file_name, size, sha256, object_prefix, auto_process, uploaded_by, created_at, updated_at)
        SELECT gen_random_uuid(), ${tenantId}::uuid, ${client}::uuid, 'n' || n, 1, '', '', true, '{"kind":"system","id":null,"name":"t"}', ${createdAt}, now() FROM generate_series(1, 1200) n`);
      const lines = (await (await get('format=csv&from=2026-04-01')).text()).trim().split('\r\n');
      expect(lines.length).toBe(1201);
      expect(new Set(lines).size).toBe(1201);
    });
  });
}
