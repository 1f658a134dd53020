import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { WorkflowRuns } from '../activities/deps.ts';
import { signalNames } from '../workflows/messages.ts';

export function openWorkflowRuns(client: Client): WorkflowRuns {
  return {
    async *listRunning() {
      for await (const { workflowId } of client.workflow.list({ query: 'WorkflowType IN ("processDocument", "processDocumentAtOnce") AND ExecutionStatus = "Running"', pageSize: 1000 })) yield workflowId;
    },
    async isRunning(workflowId) {
      try {
        return (await client.workflow.getHandle(workflowId).describe()).status.name === 'RUNNING';
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return false;
        throw error;
      }
    },
    async cancel(workflowId) {
      await client.workflow.getHandle(workflowId).signal(signalNames.cancel).catch((error: unknown) => {
        if (!(error instanceof WorkflowNotFoundError)) throw error;
      });
    },
  };
}
