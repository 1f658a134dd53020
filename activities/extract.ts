import type { Scope } from '../adapters/database/database.ts';
import { system } from '../adapters/database/audit.ts';
import { columnsOf } from '../adapters/database/documents.ts';
import { createParts } from '../adapters/database/parts.ts';
import { readThresholds } from '../adapters/database/processing-settings.ts';
import { findSuppliers } from '../adapters/database/supplier-memories.ts';
import { transition } from '../adapters/database/transitions.ts';
import { AppError } from '../contract/errors.ts';
import type { Extraction } from '../contract/extraction.ts';
import { keepHumanValues } from '../domain/corrections.ts';
import { comesFrom } from '../domain/lifecycle.ts';
import { scoreDraft } from '../domain/reading/confidence/score-draft.ts';
import { isWorthAsking } from '../domain/reading/external/is-worth-asking.ts';
import { readDrafts, type PlacedDraft } from '../domain/reading/read-drafts.ts';
import type { Carrier } from '../domain/ports.ts';
import { supplierKey } from '../domain/reading/memory/supplier-memory.ts';
import type { PageRange, ReadingContext } from '../domain/reading/reading.ts';
import { reason } from '../domain/reading/reasons.ts';
import { readerVersion } from '../domain/reading/version.ts';
import type { Client, Document, Prisma } from '../prisma/client/client.ts';
import type { DocumentRef } from '../workflows/messages.ts';
import type { ActivityDeps } from './deps.ts';
import { getCarrier, putDraft } from '../adapters/document-objects.ts';
import { tracedWork } from './traced.ts';

interface State {
  document: Document;
  prefix: string;
  context: ReadingContext;
  /** The last reading that a person corrected. */
  corrected: Extraction | null;
  /** Below this confidence the external AI is to be asked; 0 where it may not be. */
  externalThreshold: number;
}

interface Read {
  extraction: Extraction;
  isToBeConsulted: boolean;
  /** The pages of each invoice, where the file holds several; null without pages. */
  parts: (PageRange | null)[];
  document: Document;
}

/** `consult`: the reading is doubtful enough to ask the external AI. `split`: the file holds several invoices, each a document now. `over`: the run is no longer the document's. */
export type Extracted = 'read' | 'consult' | 'split' | 'over';

export const createExtract = (deps: ActivityDeps) => (ref: DocumentRef): Promise<Extracted> => extract(deps, ref);

/** Reads the fields from what preprocessing kept, or from the `opened` file where the same task has just opened it. */
export async function extract(deps: ActivityDeps, ref: DocumentRef, opened?: Carrier): Promise<Extracted> {
  const read = await tracedWork<State, Read>(deps, ref, 'extract', {
    isQueued: !opened,
    async begin(scope) {
      const began = await transition(scope, { documentId: ref.documentId, run: ref.run, from: comesFrom.extracting, to: 'extracting', actor: system });
      if (!began) return null;
      const { client, ...document } = await scope.tx.document.findUniqueOrThrow({ where: { id: ref.documentId }, include: { client: true } });
      const { external } = deps.external && client.externalAi ? await readThresholds(scope, deps.thresholds) : { external: 0 };
      return { document, prefix: document.objectPrefix, context: contextOf(client), corrected: await findCorrected(scope, ref), externalThreshold: external };
    },
    async work({ document, prefix, context, corrected, externalThreshold }) {
      const carrier = opened ?? await getCarrier(deps.objects, prefix);
      const all = await readRemembering(deps, ref, carrier, context);
      const placed = document.part === null ? all[0] : all[document.part - 1];
      if (!placed) throw new AppError('pipeline_failed');
      if (document.part === null && all.length > 1) return { extraction: holdingSeveral(all.length), isToBeConsulted: false, parts: all.map(({ pages }) => pages), document };
      const reading = scoreDraft(placed.draft);
      const isToBeConsulted = reading.confidence < externalThreshold && isWorthAsking(placed.draft, carrier.pages);
      if (isToBeConsulted) await putDraft(deps.objects, prefix, ref, placed);
      return { extraction: corrected ? keepHumanValues(reading, corrected) : reading, isToBeConsulted, parts: [], document };
    },
    async end(scope, { extraction, parts, document }) {
      const { tx, tenantId } = scope;
      const data = extraction as unknown as Prisma.InputJsonObject;
      const key = { documentId: ref.documentId, run: ref.run, origin: 'machine' };
      await tx.extraction.upsert({ where: { documentId_run_origin: key }, create: { ...key, tenantId, data }, update: { data } });
      await tx.document.updateMany({ where: { id: ref.documentId, run: ref.run }, data: columnsOf(extraction) });
      if (parts.length > 0) {
        await createParts(scope, document, parts, system);
        await transition(scope, { documentId: ref.documentId, run: ref.run, from: ['extracting'], to: 'cancelled', actor: system, set: { settledAt: new Date() }, detail: { parts: parts.length } });
      }
      return { reader: extraction.reader };
    },
  });
  if (!read) return await wasSplit(deps, ref) ? 'split' : 'over';
  if (read.parts.length > 0) return 'split';
  return read.isToBeConsulted ? 'consult' : 'read';
}

/** The file was split in this run by an attempt that did not live to say so. */
function wasSplit({ db }: ActivityDeps, { tenantId, documentId, run }: DocumentRef): Promise<boolean> {
  return db.withTenant(tenantId, async ({ tx }) => {
    const isCurrent = await tx.document.count({ where: { id: documentId, run, status: 'cancelled' } }) > 0;
    const read = isCurrent ? await tx.extraction.findUnique({ where: { documentId_run_origin: { documentId, run, origin: 'machine' } }, select: { data: true } }) : null;
    return (read?.data as Pick<Extraction, 'reader'> | undefined)?.reader === splitReader;
  });
}

/** What is known beside the file. */
export const contextOf = ({ name, taxId }: Client): ReadingContext => ({ today: new Date().toISOString().slice(0, 10), ...(taxId && { client: { name, taxId } }) });

export async function findCorrected({ tx }: Scope, { documentId }: DocumentRef): Promise<Extraction | null> {
  const corrected = await tx.extraction.findFirst({ where: { documentId, origin: 'human' }, orderBy: { run: 'desc' } });
  return (corrected?.data ?? null) as Extraction | null;
}

/** Reads, and reads again with what is remembered of the issuers that were found. */
async function readRemembering(deps: ActivityDeps, { tenantId }: DocumentRef, carrier: Carrier, context: ReadingContext): Promise<PlacedDraft[]> {
  const placed = read(carrier, context);
  const keys = placed.flatMap(({ draft: { fields } }) => supplierKey(fields.issuerTaxId?.value, fields.issuerName?.value) ?? []);
  const memory = keys.length > 0 ? await deps.db.withTenant(tenantId, (scope) => findSuppliers(scope, keys)) : null;
  return memory ? read(carrier, { ...context, memory }) : placed;
}

/** The reader is a pure function: what it throws once, it throws again. */
function read(carrier: Carrier, context: ReadingContext): PlacedDraft[] {
  try {
    return readDrafts(carrier, context);
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('pipeline_failed', { cause: error });
  }
}

/** Names the reading that found several invoices. */
const splitReader = 'split';

/** What stands in the file's own place once each of its invoices is a document. */
function holdingSeveral(count: number): Extraction {
  const several = reason('several_invoices', null, { message: `The file holds ${count} invoices; each is a document of its own.` });
  return { isInvoice: false, confidence: 0, fields: {}, taxes: [], lineItems: [], reasons: [several], reader: splitReader, version: readerVersion };
}
