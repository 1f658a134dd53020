import { condition, defineSignal, proxyActivities, setHandler } from '@temporalio/workflow';
import type { HttpActivities } from '../activities/create-activities.ts';
import { signalNames, taskQueues, type DeliveryRef } from './messages.ts';

export const retryNow = defineSignal(signalNames.retryNow);

const { attemptDelivery } = proxyActivities<HttpActivities>({
  taskQueue: taskQueues.http,
  startToCloseTimeout: '90 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '15 seconds' },
});

/** Tries one event at one endpoint until it is taken or the schedule is used up. Activity retries are for our own faults; each HTTP try is one of the schedule. */
export async function deliverWebhook(ref: DeliveryRef): Promise<void> {
  let isHurried = false;
  setHandler(retryNow, () => {
    isHurried = true;
  });
  for (let number = 1; ; number++) {
    const { waitMs } = await attemptDelivery(ref, number);
    if (waitMs === null) return;
    isHurried = false;
    await condition(() => isHurried, waitMs);
  }
}
