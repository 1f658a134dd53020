import { createAnnounce } from './announce.ts';
import { createAttemptDelivery } from './attempt-delivery.ts';
import { createConsult } from './consult.ts';
import type { ActivityDeps } from './deps.ts';
import { createExtract } from './extract.ts';
import { createFail } from './fail.ts';
import { createMaintain } from './maintain.ts';
import { createLearn } from './learn.ts';
import { createPreprocess } from './preprocess.ts';
import { createRead } from './read.ts';
import { createScore } from './score.ts';
import { createSettle } from './settle.ts';
import { createHold, createResume } from './wait-for-start.ts';

/** Short transactions; for the orchestration queue. */
export const createDatabaseActivities = (deps: ActivityDeps) => ({
  hold: createHold(deps),
  resume: createResume(deps),
  score: createScore(deps),
  settle: createSettle(deps),
  announce: createAnnounce(deps),
  fail: createFail(deps),
  maintain: createMaintain(deps),
});

/** Reading files; as many at once as there are slots. */
export const createCpuActivities = (deps: ActivityDeps) => ({
  preprocess: createPreprocess(deps),
  extract: createExtract(deps),
  read: createRead(deps),
  learn: createLearn(deps),
});

/** Waiting for others' servers. `attemptAtOnce` runs within a workflow task, for receivers that answer quickly. */
export function createHttpActivities(deps: ActivityDeps) {
  const attempt = createAttemptDelivery(deps);
  return { attemptAtOnce: attempt('quick'), attemptDelivery: attempt('slow'), consult: createConsult(deps) };
}

export type DatabaseActivities = ReturnType<typeof createDatabaseActivities>;
export type CpuActivities = ReturnType<typeof createCpuActivities>;
export type HttpActivities = ReturnType<typeof createHttpActivities>;
