import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { ObjectStore } from '../domain/ports.ts';
import type { deliverWebhook, processDocumentAtOnce } from '../workflows/index.ts';
import { atOnce, deliveryWorkflowId, documentWorkflowId, signalNames, taskQueues, type OutboxMessage } from '../workflows/messages.ts';

/** A call that Temporal does not answer within this is tried again by the relay. */
const callTimeoutMs = 10_000;

/**
 * Does what an outbox message asks for. Doing it twice does no harm: a workflow starts once under its id, a repeated signal says nothing new,
 * and a signal to a workflow that has ended came too late to matter.
 */
export async function carryOut(client: Client, objects: ObjectStore, message: OutboxMessage): Promise<void> {
  if (message.kind === 'erase-objects') return objects.removeAll(message.prefix);
  await client.connection.withDeadline(Date.now() + callTimeoutMs, () => callTemporal(client, message));
}

async function callTemporal(client: Client, message: Exclude<OutboxMessage, { kind: 'erase-objects' }>): Promise<void> {
  switch (message.kind) {
    case 'process': {
      const { ref, autoProcess, isPreprocessed, from, decisionId } = message;
      // In place of a lost one, which may be known as ended: steps that are done find that in the database.
      const policy = from ? { workflowIdReusePolicy: 'ALLOW_DUPLICATE' as const } : {};
      return startOnce(client.workflow.start<typeof processDocumentAtOnce>('processDocumentAtOnce', {
        ...once, ...policy, workflowId: documentWorkflowId(ref),
        args: [{ ref, autoProcess, ...(isPreprocessed && { isPreprocessed }), ...(from && { from, decisionId: decisionId ?? null }) }],
      }));
    }
    case 'deliver':
      return startOnce(client.workflow.start<typeof deliverWebhook>('deliverWebhook', {
        ...delivering, workflowId: deliveryWorkflowId(message.ref), args: [message.ref, 1, atOnce], requestEagerStart: true,
      }));
    // Where the workflow is gone, it is started with the signal.
    case 'retry-now':
      await client.workflow.signalWithStart<typeof deliverWebhook, []>('deliverWebhook', {
        ...delivering, workflowId: deliveryWorkflowId(message.ref), args: [message.ref, 1, atOnce], signal: signalNames.retryNow, signalArgs: [],
      });
      return;
    case 'start':
      return signal(client, documentWorkflowId(message.ref), signalNames.start);
    case 'review':
      return signal(client, documentWorkflowId(message.ref), signalNames.review, message.decisionId);
    case 'cancel':
      return signal(client, documentWorkflowId(message.ref), signalNames.cancel);
  }
}

/** Eager: where this process works for the queue itself, the first task comes with the answer, which saves the server a third of the work. */
const once = {
  taskQueue: taskQueues.orchestration, workflowIdReusePolicy: 'REJECT_DUPLICATE', workflowIdConflictPolicy: 'USE_EXISTING', workflowTaskTimeout: '5 seconds', requestEagerStart: true,
} as const;

/** A second run finds in the database what the first has done, and ends: so one that was ended too early can be started again. */
const delivering = { taskQueue: taskQueues.http, workflowIdReusePolicy: 'ALLOW_DUPLICATE', workflowIdConflictPolicy: 'USE_EXISTING', workflowTaskTimeout: '10 seconds' } as const;

async function startOnce(starting: Promise<unknown>): Promise<void> {
  await starting.catch((error: unknown) => {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  });
}

async function signal(client: Client, workflowId: string, name: string, ...args: unknown[]): Promise<void> {
  await client.workflow.getHandle(workflowId).signal(name, ...args).catch((error: unknown) => {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  });
}
