import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { ObjectStore } from '../domain/ports.ts';
import type { deliverWebhook, processDocument } from '../workflows/index.ts';
import { deliveryWorkflowId, documentWorkflowId, signalNames, taskQueues, type OutboxMessage } from '../workflows/messages.ts';

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
      const { ref, autoProcess } = message;
      return startOnce(client.workflow.start<typeof processDocument>('processDocument', {
        ...once, workflowId: documentWorkflowId(ref), args: [{ ref, autoProcess }],
      }));
    }
    case 'deliver':
      return startOnce(client.workflow.start<typeof deliverWebhook>('deliverWebhook', {
        ...once, taskQueue: taskQueues.http, workflowTaskTimeout: '10 seconds', workflowId: deliveryWorkflowId(message.ref), args: [message.ref],
      }));
    case 'retry-now':
      return signal(client, deliveryWorkflowId(message.ref), signalNames.retryNow);
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
