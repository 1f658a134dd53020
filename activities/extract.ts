import { system } from '../adapters/database/audit.ts';
import { columnsOf } from '../adapters/database/documents.ts';
import { transition } from '../adapters/database/transitions.ts';
import { AppError } from '../contract/errors.ts';
import type { Extraction } from '../contract/extraction.ts';
import { keepHumanValues } from '../domain/corrections.ts';
import { comesFrom } from '../domain/lifecycle.ts';
import { readCarrier } from '../domain/reading/read-carrier.ts';
import type { Carrier } from '../domain/ports.ts';
import type { Reading, ReadingContext } from '../domain/reading/reading.ts';
import type { Prisma } from '../prisma/client/client.ts';
import type { DocumentRef } from '../workflows/messages.ts';
import type { ActivityDeps } from './deps.ts';
import { getCarrier } from '../adapters/document-objects.ts';
import { tracedWork } from './traced.ts';

interface State {
  prefix: string;
  context: ReadingContext;
  /** The last reading that a person corrected. */
  corrected: Extraction | null;
}

/** Reads the fields from what preprocessing kept. @returns false where the run is over. */
export function createExtract(deps: ActivityDeps) {
  return (ref: DocumentRef): Promise<boolean> => tracedWork<State, Extraction>(deps, ref, 'extract', {
    async begin(scope) {
      const began = await transition(scope, { documentId: ref.documentId, run: ref.run, from: comesFrom.extracting, to: 'extracting', actor: system });
      if (!began) return null;
      const { objectPrefix, client } = await scope.tx.document.findUniqueOrThrow({ where: { id: ref.documentId }, select: { objectPrefix: true, client: true } });
      const corrected = await scope.tx.extraction.findFirst({ where: { documentId: ref.documentId, origin: 'human' }, orderBy: { run: 'desc' } });
      return {
        prefix: objectPrefix,
        context: { today: new Date().toISOString().slice(0, 10), ...(client.taxId && { client: { name: client.name, taxId: client.taxId } }) },
        corrected: (corrected?.data ?? null) as Extraction | null,
      };
    },
    async work({ prefix, context, corrected }) {
      const readings = read(await getCarrier(deps.objects, prefix), context);
      const first = readings[0]?.extraction;
      if (!first) throw new AppError('pipeline_failed');
      const reading = readings.length > 1 ? holdingSeveral(first, readings.length) : first;
      return corrected ? keepHumanValues(reading, corrected) : reading;
    },
    async end({ tx, tenantId }, extraction) {
      const data = extraction as unknown as Prisma.InputJsonObject;
      const key = { documentId: ref.documentId, run: ref.run, origin: 'machine' };
      await tx.extraction.upsert({ where: { documentId_run_origin: key }, create: { ...key, tenantId, data }, update: { data } });
      await tx.document.updateMany({ where: { id: ref.documentId, run: ref.run }, data: columnsOf(extraction) });
      return { reader: extraction.reader };
    },
  });
}

/** The reader is a pure function: what it throws once, it throws again. */
function read(carrier: Carrier, context: ReadingContext): Reading[] {
  try {
    return readCarrier(carrier, context);
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('pipeline_failed', { cause: error });
  }
}

function holdingSeveral(extraction: Extraction, count: number): Extraction {
  return { ...extraction, reasons: [...extraction.reasons, { code: 'several_invoices', message: `The file holds ${count} invoices; this is the first.`, field: null, blocking: true }] };
}
