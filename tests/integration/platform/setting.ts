// What the parts of the platform's tests share: one running product, which is theirs alone.
import type { Stack } from '../../harness/start-stack.ts';

/** Filled before the first test. */
export const setting = {} as {
  stack: Stack;
  /** Where it keeps its files. */
  folder: string;
};
