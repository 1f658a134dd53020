import type { Scope } from '../adapters/database/database.ts';
import { system } from '../adapters/database/audit.ts';
import { columnsOf } from '../adapters/database/documents.ts';
import { readThresholds } from '../adapters/database/processing-settings.ts';
import { transition } from '../adapters/database/transitions.ts';
import { AppError } from '../contract/errors.ts';
import type { Extraction } from '../contract/extraction.ts';
import { keepHumanValues } from '../domain/corrections.ts';
import { comesFrom } from '../domain/lifecycle.ts';
import { scoreDraft } from '../domain/reading/confidence/score-draft.ts';
import { isWorthAsking } from '../domain/reading/external/is-worth-asking.ts';
import { readDrafts, type PlacedDraft } from '../domain/reading/read-drafts.ts';
import type { Carrier } from '../domain/ports.ts';
import type { ReadingContext } from '../domain/reading/reading.ts';
import { reason } from '../domain/reading/reasons.ts';
import type { Client, Prisma } from '../prisma/client/client.ts';
import type { DocumentRef } from '../workflows/messages.ts';
import type { ActivityDeps } from './deps.ts';
import { getCarrier, putDraft } from '../adapters/document-objects.ts';
import { tracedWork } from './traced.ts';

interface State {
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
}

/** `consult`: the reading is doubtful enough to ask the external AI. `over`: the run is no longer the document's. */
export type Extracted = 'read' | 'consult' | 'over';

/** Reads the fields from what preprocessing kept. */
export function createExtract(deps: ActivityDeps) {
  return async (ref: DocumentRef): Promise<Extracted> => {
    const read = await tracedWork<State, Read>(deps, ref, 'extract', {
      async begin(scope) {
        const began = await transition(scope, { documentId: ref.documentId, run: ref.run, from: comesFrom.extracting, to: 'extracting', actor: system });
        if (!began) return null;
        const { objectPrefix, client } = await scope.tx.document.findUniqueOrThrow({ where: { id: ref.documentId }, select: { objectPrefix: true, client: true } });
        const { external } = deps.external && client.externalAi ? await readThresholds(scope, deps.thresholds) : { external: 0 };
        return { prefix: objectPrefix, context: contextOf(client), corrected: await findCorrected(scope, ref), externalThreshold: external };
      },
      async work({ prefix, context, corrected, externalThreshold }) {
        const carrier = await getCarrier(deps.objects, prefix);
        const placed = readFirst(carrier, context);
        const reading = scoreDraft(placed.draft);
        const isToBeConsulted = reading.confidence < externalThreshold && isWorthAsking(placed.draft, carrier.pages);
        if (isToBeConsulted) await putDraft(deps.objects, prefix, ref, placed);
        return { extraction: corrected ? keepHumanValues(reading, corrected) : reading, isToBeConsulted };
      },
      async end({ tx, tenantId }, { extraction }) {
        const data = extraction as unknown as Prisma.InputJsonObject;
        const key = { documentId: ref.documentId, run: ref.run, origin: 'machine' };
        await tx.extraction.upsert({ where: { documentId_run_origin: key }, create: { ...key, tenantId, data }, update: { data } });
        await tx.document.updateMany({ where: { id: ref.documentId, run: ref.run }, data: columnsOf(extraction) });
        return { reader: extraction.reader };
      },
    });
    if (!read) return 'over';
    return read.isToBeConsulted ? 'consult' : 'read';
  };
}

/** What is known beside the file. */
export const contextOf = ({ name, taxId }: Client): ReadingContext => ({ today: new Date().toISOString().slice(0, 10), ...(taxId && { client: { name, taxId } }) });

export async function findCorrected({ tx }: Scope, { documentId }: DocumentRef): Promise<Extraction | null> {
  const corrected = await tx.extraction.findFirst({ where: { documentId, origin: 'human' }, orderBy: { run: 'desc' } });
  return (corrected?.data ?? null) as Extraction | null;
}

/** The reader is a pure function: what it throws once, it throws again. */
function readFirst(carrier: Carrier, context: ReadingContext): PlacedDraft {
  try {
    const [first, ...others] = readDrafts(carrier, context);
    if (!first) throw new AppError('pipeline_failed');
    return others.length === 0 ? first : holdingSeveral(first, others.length + 1);
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('pipeline_failed', { cause: error });
  }
}

function holdingSeveral({ draft, pages }: PlacedDraft, count: number): PlacedDraft {
  const several = reason('several_invoices', null, { blocking: true, message: `The file holds ${count} invoices; this is the first.` });
  return { draft: { ...draft, reasons: [...draft.reasons, several] }, pages };
}
