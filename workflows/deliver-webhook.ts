import { condition, continueAsNew, defineSignal, patched, proxyActivities, proxyLocalActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import type { AttemptOptions, Attempted } from '../activities/attempt-delivery.ts';
import type { HttpActivities } from '../activities/create-activities.ts';
import { atOnce, signalNames, taskQueues, type DeliveryRef } from './messages.ts';
import { stepFault } from './step-fault.ts';

export const retryNow = defineSignal(signalNames.retryNow);

// Activity retries are for our own faults, for as long as it takes; each HTTP try is one of the schedule.
const { attemptDelivery } = proxyActivities<HttpActivities>({
  taskQueue: taskQueues.http,
  startToCloseTimeout: '90 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '15 seconds' },
});

// Within the workflow task, which halves what a delivery costs the server; our own faults are the other one's to retry.
const { attemptAtOnce } = proxyLocalActivities<HttpActivities>({ startToCloseTimeout: '90 seconds', retry: { maximumAttempts: 1 } });

/**
 * Tries one event at one endpoint until it is taken or the schedule is used up. Waiting for the endpoint's circuit or rate limit uses up no try.
 * `first` is the number of the next try, where a long wait was carried on by a new run. `way` is that of every new delivery; those that began without it
 * have a patch's marker in their history, which costs the server as much again as the try.
 */
export async function deliverWebhook(ref: DeliveryRef, first = 1, way?: typeof atOnce): Promise<void> {
  let isHurried = false;
  setHandler(retryNow, () => {
    isHurried = true;
  });
  const isAtOnce = way === atOnce || patched('attempts-at-once');
  let turnAt: number | null = null;
  for (let number = first; ;) {
    const options: AttemptOptions = { turnAt, isHurried };
    isHurried = false;
    const attempted: Attempted = isAtOnce ? await attempt(ref, number, options) : { ...await attemptDelivery(ref, number), isTried: true };
    if (attempted.waitMs === null) return;
    if (attempted.isTried) number++;
    turnAt = attempted.turnAt;
    await condition(() => isHurried, attempted.waitMs);
    if (!isHurried && workflowInfo().continueAsNewSuggested) await continueAsNew<typeof deliverWebhook>(ref, number, way);
  }
}

async function attempt(ref: DeliveryRef, number: number, options: AttemptOptions): Promise<Attempted> {
  let { turnAt } = options;
  try {
    const attempted = await attemptAtOnce(ref, number, options);
    if (!attempted.isSlow) return attempted;
    ({ turnAt } = attempted);
  } catch (error) {
    if (!stepFault(error)) throw error;
  }
  return attemptDelivery(ref, number, { ...options, turnAt });
}
