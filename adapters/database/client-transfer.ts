import { ClientInput } from '../../contract/client.ts';
import type { Actor } from '../../contract/common.ts';
import { AppError, errors, type ErrorCode } from '../../contract/errors.ts';
import type { ClientImport } from '../../contract/transfer.ts';
import { whyUnstorable } from '../../domain/storable.ts';
import { readTaxId } from '../../domain/tax-id-input.ts';
import type { Client as Row } from '../../prisma/client/client.ts';
import { readCsv, type CsvTable } from '../csv.ts';
import { audit } from './audit.ts';
import type { Scope } from './database.ts';

export async function listAllClients({ tx }: Scope): Promise<Row[]> {
  return tx.client.findMany({ where: { archivedAt: null }, orderBy: [{ name: 'asc' }, { id: 'asc' }] });
}

/** The names that a column may have, in lower case without accents and signs. */
const columnNames = {
  name: ['name', 'nombre', 'cliente', 'client', 'razonsocial'],
  taxId: ['taxid', 'cuit', 'cuil', 'cuitcuil', 'rut', 'nif', 'vatid'],
  email: ['email', 'correo', 'mail', 'correoelectronico'],
} as const;
type Column = keyof typeof columnNames;

interface Line {
  line: number;
  name: string;
  taxId: string | null;
  /** undefined: there is no such column. */
  email: string | null | undefined;
}

/** Adds clients, and changes those that have the same tax id, or the same name where there is none; what is wrong in a line is told and leaves the others alone. Throws `csv_invalid`. */
export async function importClients(scope: Scope, actor: Actor, bytes: Buffer, isDryRun: boolean): Promise<ClientImport> {
  const { tx, tenantId } = scope;
  const { lines, errors: faults } = readLines(readCsv(bytes));
  // One import of a tenant at a time, or two would add the same client.
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`import ${tenantId}`}, 0))::text`;
  const known = await findKnown(scope, lines);
  const fresh: { name: string; taxId: string | null; email: string | null }[] = [];
  const changed: { id: string; name: string; email: string | null }[] = [];
  let unchanged = 0;
  for (const { name, taxId, email } of lines) {
    const before = known.get(taxId ?? `name ${name}`);
    const after = { name, email: email === undefined ? before?.email ?? null : email };
    if (!before) fresh.push({ taxId, ...after });
    else if (before.name === after.name && before.email === after.email && !before.archivedAt) unchanged++;
    else changed.push({ id: before.id, ...after });
  }
  if (!isDryRun) {
    const added = await tx.$executeRaw`
      INSERT INTO clients (id, tenant_id, name, tax_id, email)
      SELECT uuidv7(), ${tenantId}::uuid, g.name, g."taxId", g.email FROM jsonb_to_recordset(${JSON.stringify(fresh)}::jsonb) AS g(name text, "taxId" text, email text)
      ON CONFLICT DO NOTHING`;
    // Somebody added one of them by hand meanwhile.
    if (added !== fresh.length) throw new AppError('tax_id_taken');
    if (changed.length > 0) {
      await tx.$executeRaw`
        UPDATE clients c SET name = g.name, email = g.email, archived_at = NULL
        FROM jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) AS g(id uuid, name text, email text) WHERE c.id = g.id`;
    }
    if (fresh.length + changed.length > 0) await audit(scope, { actor, action: 'clients.imported', subject: `tenant:${tenantId}`, detail: { created: fresh.length, updated: changed.length } });
  }
  return { created: fresh.length, updated: changed.length, unchanged, errors: faults };
}

async function findKnown({ tx }: Scope, lines: Line[]): Promise<Map<string, Row>> {
  const taxIds = lines.flatMap(({ taxId }) => taxId ?? []);
  const names = lines.flatMap(({ taxId, name }) => (taxId === null ? [name] : []));
  const rows = await tx.client.findMany({ where: { OR: [{ taxId: { in: taxIds } }, { taxId: null, archivedAt: null, name: { in: names } }] } });
  return new Map(rows.map((row) => [row.taxId ?? `name ${row.name}`, row]));
}

function readLines({ header, rows }: CsvTable): { lines: Line[]; errors: ClientImport['errors'] } {
  const at = (column: Column) => header.findIndex((title) => (columnNames[column] as readonly string[]).includes(title.normalize('NFKD').toLowerCase().replace(/[^a-z]/g, '')));
  const [name, taxId, email] = [at('name'), at('taxId'), at('email')];
  if (name < 0) throw new AppError('csv_invalid', { details: { line: 1, why: 'no column of names', header: header.slice(0, 20) } });
  const faults: ClientImport['errors'] = [];
  const lines: Line[] = [];
  const seen = new Set<string>();
  for (const { line, cells } of rows) {
    const given = readTaxId(cells[taxId] ?? '');
    const parsed = ClientInput.safeParse({ name: cells[name], taxId: cells[taxId] || null, email: cells[email] || null });
    const code: ErrorCode | null = !parsed.success || whyUnstorable(cells) ? 'invalid_request' : !given.valid ? 'tax_id_invalid' : seen.has(given.taxId ?? `name ${cells[name]}`) ? 'tax_id_taken' : null;
    if (code || !parsed.success) {
      const issue = parsed.error?.issues[0];
      faults.push({ line, code: code ?? 'invalid_request', message: issue ? `${issue.path.join('.')}: ${issue.message}` : errors[code ?? 'invalid_request'].message });
      continue;
    }
    seen.add(given.taxId ?? `name ${parsed.data.name}`);
    lines.push({ line, name: parsed.data.name, taxId: given.taxId, email: email < 0 ? undefined : parsed.data.email });
  }
  return { lines, errors: faults };
}
