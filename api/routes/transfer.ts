import { pipeline } from 'node:stream/promises';
import { byteOrderMark, writeCsv } from '../../adapters/csv.ts';
import { importClients, listAllClients } from '../../adapters/database/client-transfer.ts';
import { countExported, exportPages } from '../../adapters/database/document-export.ts';
import { AppError } from '../../contract/errors.ts';
import { exportTypes, type DocumentExport, type ExportedDocument } from '../../contract/transfer.ts';
import { columnTitles, exportColumns } from '../../domain/export-columns.ts';
import type { Call, Handlers } from '../mount.ts';

/** A workbook is made in memory. */
const workbookRows = 10_000;

const cellsOf = (document: ExportedDocument) => exportColumns.map((column) => column.read(document));

export const transferHandlers: Handlers<'exportDocuments' | 'exportClients' | 'importClients'> = {
  async exportDocuments({ query }, call) {
    const { deps, caller: { tenantId }, res } = call;
    if (query.format === 'xlsx' && await deps.db.withTenant(tenantId, (scope) => countExported(scope, query, workbookRows + 1)) > workbookRows) {
      throw new AppError('export_too_large', { details: { rows: workbookRows } });
    }
    const pages = exportPages(deps.db, tenantId, query);
    // The first page is read before anything is sent: what fails until then is still an error's answer.
    const first = await pages.next();
    asAttachment(call, 'documents', query.format);
    const all = async function* () {
      if (first.value) yield first.value;
      yield* pages;
    };
    if (query.format === 'xlsx') res.end(await toWorkbook(all(), query));
    else await pipeline(query.format === 'csv' ? toCsv(all(), query) : toJson(all()), res).catch((error: unknown) => {
      deps.log.warn({ err: error }, 'an export was cut');
      res.destroy();
    });
    return undefined;
  },
  async exportClients(_request, call) {
    const clients = await call.deps.db.withTenant(call.caller.tenantId, listAllClients);
    asAttachment(call, 'clients', 'csv');
    call.res.end(byteOrderMark + writeCsv([['name', 'taxId', 'email'], ...clients.map(({ name, taxId, email }) => [name, taxId, email])]));
    return undefined;
  },
  async importClients({ query }, { deps, caller, req }) {
    const bytes: unknown = req.body;
    if (!Buffer.isBuffer(bytes)) throw new AppError('csv_invalid', { details: { line: 1, why: 'empty' } });
    return deps.db.withTenant(caller.tenantId, (scope) => importClients(scope, caller.actor, bytes, query.dryRun ?? false));
  },
};

function asAttachment({ res }: Call, name: string, format: DocumentExport['format']): void {
  res.setHeader('Content-Type', format === 'xlsx' ? exportTypes.xlsx : `${exportTypes[format]}; charset=utf-8`);
  res.setHeader('Content-Disposition', `attachment; filename="${name}.${format}"`);
}

async function* toCsv(pages: AsyncIterable<ExportedDocument[]>, { language }: DocumentExport): AsyncGenerator<string> {
  yield byteOrderMark + writeCsv([columnTitles(language)]);
  for await (const page of pages) yield writeCsv(page.map(cellsOf));
}

async function* toJson(pages: AsyncIterable<ExportedDocument[]>): AsyncGenerator<string> {
  let separator = '[';
  for await (const page of pages) {
    for (const document of page) {
      yield `${separator}\n${JSON.stringify(document)}`;
      separator = ',';
    }
  }
  yield separator === '[' ? '[]\n' : '\n]\n';
}

async function toWorkbook(pages: AsyncIterable<ExportedDocument[]>, { language }: DocumentExport): Promise<Buffer> {
  const rows: (string | null)[][] = [];
  for await (const page of pages) rows.push(...page.map(cellsOf));
  const titles = columnTitles(language);
  // Loaded when it is needed: most processes never write a workbook.
  const { writeXlsx } = await import('../../adapters/xlsx.ts');
  return writeXlsx(language === 'es' ? 'Documentos' : 'Documents', exportColumns.map(({ kind }, i) => ({ kind, title: titles[i] ?? '' })), rows);
}
