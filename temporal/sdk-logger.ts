import { DefaultLogger, type Logger } from '@temporalio/worker';
import type { Log } from '../adapters/log.ts';

/** The SDK's warnings and errors in our log; what it says of a task's content, such as its token and input, stays out. */
export function sdkLogger(log: Log): Logger {
  return new DefaultLogger('WARN', ({ level, message, meta = {} }) => {
    const { workflowId, activityType, workflowType, taskQueue, attempt, error } = meta as Record<string, unknown>;
    const fields = { workflowId, activityType, workflowType, taskQueue, attempt, err: error };
    if (level === 'ERROR') log.error(fields, message);
    else log.warn(fields, message);
  });
}
