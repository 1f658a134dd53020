import { proxyActivities, proxySinks, type Sinks } from '@temporalio/workflow';

export interface Counting extends Sinks {
  count: { one(): void };
}

export interface BareActivities {
  nothing(): Promise<void>;
}

const { count } = proxySinks<Counting>();
const { nothing } = proxyActivities<BareActivities>({ startToCloseTimeout: '10 seconds' });

/** What a workflow costs that does nothing. */
export async function empty(): Promise<void> {
  count.one();
}

/** The least that does something to the outside. */
export async function activity(): Promise<void> {
  await nothing();
  count.one();
}
