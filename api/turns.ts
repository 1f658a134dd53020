export interface Turns {
  /** Runs the work once there is room for it; those that wait take turns. */
  take<T>(work: () => Promise<T>): Promise<T>;
}

/** At most so many at a time. */
export function createTurns(most: number): Turns {
  let running = 0;
  const waiting: (() => void)[] = [];
  return {
    async take(work) {
      if (running >= most) await new Promise<void>((resolve) => { waiting.push(resolve); });
      else running++;
      try {
        return await work();
      } finally {
        const next = waiting.shift();
        if (next) next();
        else running--;
      }
    },
  };
}
