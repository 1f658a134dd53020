import { z } from 'zod';
import { Id, Timestamp } from './common.ts';
import { Delivery } from './webhook.ts';

/** The steps of one run. What the pipeline decides alone is settled before it is announced; what a person decides is announced twice. */
export const stepNames = ['preprocess', 'wait-start', 'extract', 'consult', 'score', 'announce', 'review', 'settle', 'announce-decision'] as const;
export const StepName = z.enum(stepNames).meta({ id: 'StepName' });
export type StepName = z.infer<typeof StepName>;

export const StepError = z.object({ code: z.string(), message: z.string() }).meta({ id: 'StepError' });
export type StepError = z.infer<typeof StepError>;

export const Step = z.object({
  run: z.int(),
  name: StepName,
  status: z.enum(['running', 'waiting', 'done', 'failed']).meta({ description: 'Of the last attempt; waiting: for a person' }),
  startedAt: Timestamp,
  finishedAt: Timestamp.nullable(),
  durationMs: z.int().nullable(),
  queuedMs: z.int().nullable().meta({ description: 'How long the last attempt waited for a worker' }),
  attempts: z.int(),
  worker: z.string().nullable(),
  reader: z.string().nullable(),
  costUsd: z.string().nullable().meta({ description: 'What all attempts together cost; null where nothing was bought or prices are not known' }),
  error: StepError.nullable(),
}).meta({ id: 'Step' });
export type Step = z.infer<typeof Step>;

export const Trace = z.object({
  documentId: Id,
  workflowId: z.string(),
  temporalUrl: z.string().nullable().meta({ description: 'The workflow in the Temporal UI, where one is configured' }),
  steps: z.array(Step),
  deliveries: z.array(Delivery),
}).meta({ id: 'Trace' });
export type Trace = z.infer<typeof Trace>;
