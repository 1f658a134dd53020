import { condition, defineQuery, defineSignal, ParentClosePolicy, patched, proxyActivities, setHandler, startChild } from '@temporalio/workflow';
import type { CpuActivities, HttpActivities } from '../activities/create-activities.ts';
import { databaseSteps } from './database-steps.ts';
import { deliverWebhook } from './deliver-webhook.ts';
import { atOnce, deliveryWorkflowId, signalNames, taskQueues, type DeliveryRef, type DocumentRef, type LostAt } from './messages.ts';
import { isPermanent, stepFault } from './step-fault.ts';

export const start = defineSignal(signalNames.start);
export const review = defineSignal<[decisionId: string]>(signalNames.review);
export const cancel = defineSignal(signalNames.cancel);
export const progress = defineQuery<string>('progress');

const { preprocess, extract, read, learn } = proxyActivities<CpuActivities>({
  taskQueue: taskQueues.cpu,
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '6 seconds',
  retry: { initialInterval: '500 milliseconds', maximumInterval: '10 seconds' },
});

// The activity itself counts the calls to the AI and goes on without an answer; retries without end are for our own faults, as everywhere.
const { consult } = proxyActivities<HttpActivities>({
  taskQueue: taskQueues.http,
  startToCloseTimeout: '5 minutes',
  heartbeatTimeout: '10 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 3, maximumInterval: '1 minute' },
  // Webhooks on the same queue go first.
  priority: { priorityKey: 5 },
});

export interface ProcessDocumentInput {
  ref: DocumentRef;
  /** false: wait for the `start` signal after preprocessing. */
  autoProcess: boolean;
  /** true: an earlier run has stored what preprocessing finds; this one goes on from there. */
  isPreprocessed?: boolean;
  /** The status that the document stands in, where the workflow of this run was lost and this one goes on for it. */
  from?: LostAt;
  /** With `from` in_review: a decision whose signal the lost one may not have seen. */
  decisionId?: string | null;
}

/** The way of runs that began before there was `processDocumentAtOnce`: each step on its own, and a patch's marker before what came later. */
export function processDocument(input: ProcessDocumentInput): Promise<string> {
  return run(input, false);
}

/**
 * The way of every new run: without patches' markers, which cost the server as much as a step, and opened and read in one task. It has a name of its own so that
 * workers of a build that does not know it leave it to those that do.
 */
export function processDocumentAtOnce(input: ProcessDocumentInput): Promise<string> {
  return run(input, true);
}

/**
 * One run of one document, from its bytes to a decision. What people read is in the database; an activity that finds that the document has moved on
 * (cancelled, erased, in a later run) says so, and the run ends without a trace of its own.
 */
async function run({ ref, autoProcess, isPreprocessed, from, decisionId: known = null }: ProcessDocumentInput, isAtOnce: boolean): Promise<string> {
  const { announce, fail, hold, resume, score, settle } = databaseSteps(!isAtOnce);
  let step = 'preprocess';
  let isStarted = autoProcess;
  let isCancelled = false;
  let decisionId: string | null = known;
  setHandler(start, () => {
    isStarted = true;
  });
  setHandler(review, (id) => {
    decisionId ??= id;
  });
  setHandler(cancel, () => {
    isCancelled = true;
  });
  setHandler(progress, () => step);

  async function tell(type: Parameters<typeof announce>[1]): Promise<void> {
    step = 'announce';
    const deliveries = await announce(ref, type);
    const begin = (delivery: DeliveryRef) =>
      startChild(deliverWebhook, { args: [delivery, 1, atOnce], workflowId: deliveryWorkflowId(delivery), taskQueue: taskQueues.http, parentClosePolicy: ParentClosePolicy.ABANDON }).catch((error: unknown) => {
        if (!(error instanceof Error) || error.name !== 'WorkflowExecutionAlreadyStartedError') throw error;
      });
    if (isAtOnce || patched('told-together')) await Promise.all(deliveries.map(begin));
    else for (const delivery of deliveries) await begin(delivery);
  }

  async function openAndExtract(): ReturnType<typeof extract> {
    const isOpened = isPreprocessed || from === 'ingested' || from === 'extracting';
    if (isAtOnce && isStarted && !isOpened) return read(ref);
    if (!isOpened && !(await preprocess(ref))) return 'over';
    if (isStarted && from === 'ingested') await resume(ref);
    if (!isStarted && from !== 'extracting') {
      step = 'wait-start';
      if (!(await hold(ref))) return 'over';
      await condition(() => isStarted || isCancelled);
      if (isCancelled) return 'over';
      await resume(ref);
    }
    step = 'extract';
    return extract(ref);
  }

  async function readWhole(): Promise<'read' | 'split' | 'over'> {
    const extracted = await openAndExtract();
    if (extracted !== 'consult') return extracted;
    step = 'consult';
    await consult(ref);
    return 'read';
  }

  async function decided(): Promise<string> {
    step = 'review';
    await condition(() => decisionId !== null || isCancelled);
    if (decisionId === null) return 'over';
    step = 'settle';
    const settled = await settle(ref, decisionId);
    if (settled === 'over') return settled;
    await tell(settled === 'approved' ? 'document.review_approved' : 'document.review_rejected');
    if (settled === 'approved') await learn(ref, decisionId);
    return settled;
  }

  if (from === 'in_review') {
    await tell('document.processed');
    return decided();
  }

  try {
    const outcome = await readWhole();
    if (outcome === 'split') await tell('document.processed');
    if (outcome !== 'read') return outcome;
  } catch (error) {
    const code = permanentCode(error);
    if (!code) throw error;
    if (!(await fail(ref, code))) return 'over';
    await tell('document.failed');
    return code;
  }

  step = 'score';
  const scored = await score(ref);
  if (scored === 'over') return scored;
  if (scored === 'approved') {
    step = 'settle';
    if ((await settle(ref, null)) === 'over') return 'over';
    await tell('document.processed');
    return scored;
  }
  await tell('document.processed');
  return decided();
}

/** The code of a fault that no retry heals; null for anything else, which fails the workflow for an operator to see. */
function permanentCode(error: unknown): string | null {
  const fault = stepFault(error);
  return fault && isPermanent(fault) ? fault.type ?? 'pipeline_failed' : null;
}
