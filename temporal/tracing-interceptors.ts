import type { WorkflowClientInterceptor } from '@temporalio/client';
import { defaultPayloadConverter, type Headers } from '@temporalio/common';
import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import { currentTraceparent, inSpan } from '../adapters/tracing.ts';

const header = 'traceparent';

function tell<I extends { headers: Headers }>(input: I): I {
  const traceparent = currentTraceparent();
  return traceparent === undefined ? input : { ...input, headers: { ...input.headers, [header]: defaultPayloadConverter.toPayload(traceparent) } };
}

/** Names the span that is going on to the workflows that it starts or signals. */
export const traceCalls: WorkflowClientInterceptor = {
  startWithDetails: (input, next) => next(tell(input)),
  signal: (input, next) => next(tell(input)),
  signalWithStart: (input, next) => next(tell(input)),
};

/** Every attempt at an activity is a span of the trace that led to it. */
export const traceActivities: ActivityInterceptorsFactory = ({ info }) => ({
  inbound: {
    execute(input, next) {
      const payload = input.headers[header];
      const parent = payload && defaultPayloadConverter.fromPayload<string>(payload);
      const { workflowExecution, attempt, taskQueue } = info;
      const attributes = { 'temporal.workflow.id': workflowExecution?.workflowId ?? '', 'temporal.activity.attempt': attempt, 'temporal.task_queue': taskQueue };
      return inSpan(`activity ${info.activityType}`, { kind: 'consumer', parent, attributes }, () => next(input));
    },
  },
});
