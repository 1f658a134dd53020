import { proxySinks, type Sinks } from '@temporalio/workflow';

export interface Counting extends Sinks {
  count: { one(): void };
}

const { count } = proxySinks<Counting>();

/** What a workflow costs that does nothing. */
export async function bare(): Promise<void> {
  count.one();
}
