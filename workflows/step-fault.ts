import { ActivityFailure, ApplicationFailure, TimeoutFailure } from '@temporalio/workflow';

/** What a step failed with; null for what is no step's failure, such as a cancellation. A local activity's failure comes as it is, any other within an `ActivityFailure`. */
export function stepFault(error: unknown): ApplicationFailure | TimeoutFailure | null {
  const fault = error instanceof ActivityFailure ? error.cause : error;
  return fault instanceof ApplicationFailure || fault instanceof TimeoutFailure ? fault : null;
}

/** No retry heals it. */
export const isPermanent = (fault: ApplicationFailure | TimeoutFailure): fault is ApplicationFailure => fault instanceof ApplicationFailure && Boolean(fault.nonRetryable);
