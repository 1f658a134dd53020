import { cancellationSignal } from '@temporalio/activity';
import { endCall, findAnswer, openCalls, startCall } from '../adapters/database/ai-calls.ts';
import type { Scope } from '../adapters/database/database.ts';
import { columnsOf } from '../adapters/database/documents.ts';
import { readThresholds } from '../adapters/database/processing-settings.ts';
import { getCarrier, getDraft } from '../adapters/document-objects.ts';
import { noteAiCall } from '../adapters/metrics.ts';
import type { PageRef } from '../adapters/page-images.ts';
import { AppError, type ErrorCode } from '../contract/errors.ts';
import type { Extraction } from '../contract/extraction.ts';
import type { Page } from '../contract/page.ts';
import { keepHumanValues } from '../domain/corrections.ts';
import type { ExternalInput, ExternalReader, ExternalReading } from '../domain/ports.ts';
import { scoreDraft } from '../domain/reading/confidence/score-draft.ts';
import type { ExternalValues } from '../domain/reading/external/external-values.ts';
import { nextCall, type CallOutcome, type PastCall } from '../domain/reading/external/next-call.ts';
import { pageText, selectPages } from '../domain/reading/external/page-text.ts';
import { pagesOfInvoice, readWithExternal } from '../domain/reading/external/read-with-external.ts';
import type { ReadingContext } from '../domain/reading/reading.ts';
import { reason } from '../domain/reading/reasons.ts';
import type { DocumentRef } from '../workflows/messages.ts';
import type { ActivityDeps } from './deps.ts';
import { contextOf, findCorrected } from './extract.ts';
import { toFailure, toStepError } from './failure.ts';
import { tracedWork } from './traced.ts';

interface State {
  prefix: string;
  context: ReadingContext;
  /** The local reading as it stands. */
  extraction: Extraction;
  corrected: Extraction | null;
  calls: PastCall[];
  /** What was answered to an attempt that did not live to use it. */
  answer: ExternalValues | null;
}

interface Consulted {
  /** null: no answer yet, and the next attempt may get one. */
  extraction: Extraction | null;
  costUsd: string | null;
  error: AppError | null;
}

/**
 * Asks the external AI about a doubtful reading and lays its answer beside the local one. Every call stands in the ledger before it is made, an answer
 * is kept before it is used, and an attempt that finds one there does not ask again. Without a usable answer the local reading stands, with a reason.
 */
export function createConsult(deps: ActivityDeps) {
  return async (ref: DocumentRef): Promise<void> => {
    const { external } = deps;
    if (!external) return;
    const consulted = await tracedWork<State, Consulted>(deps, ref, 'consult', {
      begin: (scope) => begin(deps, scope, ref),
      work: (state) => consult(deps, external, ref, state),
      async end({ tx }, { extraction, costUsd, error }) {
        if (extraction) await tx.document.updateMany({ where: { id: ref.documentId, run: ref.run, status: 'extracting' }, data: columnsOf(extraction) });
        return { reader: `ai:${external.model}`, costUsd, ...(error && { error: toStepError(error) }) };
      },
    });
    if (consulted?.error && !consulted.extraction) throw toFailure(consulted.error);
  };
}

/** Thresholds and the client's word are asked once more: they hold for every document that is not yet scored. */
async function begin(deps: ActivityDeps, scope: Scope, ref: DocumentRef): Promise<State | null> {
  const document = await scope.tx.document.findUnique({ where: { id: ref.documentId }, include: { client: true } });
  if (!document || document.run !== ref.run || document.status !== 'extracting') return null;
  const calls = await openCalls(scope, ref);
  const answer = await findAnswer(scope, ref);
  const { external } = await readThresholds(scope, deps.thresholds);
  const isWanted = document.client.externalAi && Number(document.confidence) < external;
  if (!isWanted && !answer) return null;
  return { prefix: document.objectPrefix, context: contextOf(document.client), extraction: document.extraction as unknown as Extraction, corrected: await findCorrected(scope, ref), calls, answer };
}

async function consult(deps: ActivityDeps, external: ExternalReader, ref: DocumentRef, state: State): Promise<Consulted> {
  const { prefix, context, corrected, calls } = state;
  const carrier = await getCarrier(deps.objects, prefix);
  const { draft, pages: range } = await getDraft(deps.objects, prefix, ref);
  const pages = pagesOfInvoice(carrier, range, context);
  const use = (values: ExternalValues, costUsd: string | null): Consulted => {
    try {
      const reading = scoreDraft(readWithExternal(draft, values, pages, carrier, context, external));
      return { extraction: corrected ? keepHumanValues(reading, corrected) : reading, costUsd, error: null };
    } catch (error) {
      // What fails on an answer once fails always: the document must not wait for it.
      deps.log.error({ err: error, ...ref }, 'the answer could not be merged');
      return { extraction: withoutAnswer(state.extraction), costUsd, error: new AppError('ai_answer_unusable', { cause: error }) };
    }
  };
  if (state.answer) return use(state.answer, null);
  const last = calls.at(-1);
  if (nextCall(calls, external.maxAttempts) === 'give-up') return { extraction: withoutAnswer(state.extraction), costUsd: null, error: new AppError(codeOf(last?.outcome)) };
  const input = await inputOf(deps, external, { tenantId: ref.tenantId, prefix }, pages);
  if (input.pages.length === 0) return { extraction: withoutAnswer(state.extraction), costUsd: null, error: new AppError('ai_answer_unusable', { message: 'There is no page to show.' }) };
  const reading = await call(deps, external, ref, calls, input);
  const { costUsd, retryAfterMs, values } = reading;
  if (values) return use(values, costUsd);
  const error = new AppError(codeOf(reading.outcome), retryAfterMs === null ? {} : { details: { retryAfterSeconds: retryAfterMs / 1000 } });
  const isOver = nextCall([...calls, reading], external.maxAttempts) === 'give-up';
  return { extraction: isOver ? withoutAnswer(state.extraction) : null, costUsd, error };
}

/** One call, with its line in the ledger before and after. The key changes once an answer was no use, and stays where it may have been lost. */
async function call(deps: ActivityDeps, external: ExternalReader, ref: DocumentRef, calls: PastCall[], input: ExternalInput): Promise<ExternalReading> {
  const attempt = calls.length + 1;
  const heard = calls.filter(({ outcome }) => outcome !== 'lost').length;
  await deps.db.withTenant(ref.tenantId, (scope) => startCall(scope, ref, { attempt, model: external.model, input, startedAt: new Date() }));
  const reading = await external.read(input, { signal: cancellationSignal(), idempotencyKey: `${ref.documentId}-${ref.run}-${heard + 1}` });
  await deps.db.withTenant(ref.tenantId, (scope) => endCall(scope, ref, attempt, reading));
  noteAiCall(reading.outcome, reading.durationMs, reading.costUsd);
  return reading;
}

async function inputOf(deps: ActivityDeps, { kind, maxPages }: ExternalReader, document: Omit<PageRef, 'page'>, pages: Page[]): Promise<ExternalInput> {
  const chosen = selectPages(pages, maxPages);
  if (kind === 'words') return { kind, pages: chosen.filter((page) => page.words.length > 0).map((page) => ({ number: page.number, text: pageText(page) })) };
  const pictures = await Promise.all(chosen.map(async ({ number }) => ({ number, png: await findPicture(deps, { ...document, page: number }) })));
  return { kind, pages: pictures.flatMap(({ number, png }) => (png ? [{ number, png }] : [])) };
}

/** null for a page that could not be drawn. */
async function findPicture({ pageImages }: ActivityDeps, page: PageRef): Promise<Buffer | null> {
  return pageImages.get(page).catch((error: unknown) => {
    if (error instanceof AppError && ['not_found', 'page_not_drawn'].includes(error.code)) return null;
    throw error;
  });
}

function codeOf(outcome: CallOutcome | undefined): ErrorCode {
  if (outcome === 'malformed' || outcome === 'refused') return 'ai_answer_unusable';
  return outcome === 'rejected' ? 'ai_rejected' : 'ai_unavailable';
}

/** The local reading, which says that it stands alone. */
function withoutAnswer(extraction: Extraction): Extraction {
  return { ...extraction, reasons: [...extraction.reasons.filter(({ code }) => code !== 'ai_failed'), reason('ai_failed', null)] };
}
