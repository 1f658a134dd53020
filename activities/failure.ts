import { ApplicationFailure } from '@temporalio/common';
import { AppError, isFileFault } from '../contract/errors.ts';

/** Codes that another attempt cannot heal, beside the files' own. */
const permanent = new Set(['document_erased', 'not_found', 'pipeline_failed']);

/**
 * A failure as Temporal keeps it: the code as its type, and only the product's own sentence, since a vendor's message may hold what the document holds.
 * What never heals is not retried; everything else is, for as long as it takes, and not before the `retryAfterSeconds` of its details.
 */
export function toFailure(error: unknown): unknown {
  if (error instanceof ApplicationFailure) return error;
  if (error instanceof AppError) {
    const seconds = error.details?.['retryAfterSeconds'];
    return ApplicationFailure.create({
      type: error.code, message: error.message, nonRetryable: isFileFault(error.code) || permanent.has(error.code), ...(typeof seconds === 'number' && { nextRetryDelay: seconds * 1000 }),
    });
  }
  const name = error instanceof Error ? error.name : 'Error';
  return ApplicationFailure.create({ type: 'internal', message: `The step failed (${name}); it is tried again.` });
}

/** What the trace says of a failure. */
export function toStepError(error: unknown): { code: string; message: string } {
  if (error instanceof AppError) return { code: error.code, message: error.message };
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return { code: 'dependency_unavailable', message: `A service did not answer (${error.code.slice(0, 40)}).` };
  return { code: 'internal', message: 'The step failed; the worker\'s log says why.' };
}
