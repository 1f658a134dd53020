// Hands a trace on: from whoever started or signalled a workflow to the activities and children that follow. It makes no span and no command of its own.
import type { Headers, WorkflowInterceptorsFactory } from '@temporalio/workflow';

export const interceptors: WorkflowInterceptorsFactory = () => {
  let traceparent: Headers[string] | undefined;
  const hear = (headers: Headers): void => {
    traceparent = headers['traceparent'] ?? traceparent;
  };
  const tell = <I extends { headers: Headers }>(input: I): I => (traceparent ? { ...input, headers: { ...input.headers, traceparent } } : input);
  return {
    inbound: [{
      execute(input, next) {
        hear(input.headers);
        return next(input);
      },
      handleSignal(input, next) {
        hear(input.headers);
        return next(input);
      },
    }],
    outbound: [{
      scheduleActivity: (input, next) => next(tell(input)),
      scheduleLocalActivity: (input, next) => next(tell(input)),
      startChildWorkflowExecution: (input, next) => next(tell(input)),
      continueAsNew: (input, next) => next(tell(input)),
    }],
  };
};
