import { z } from 'zod';
import { wholeOr } from './common.ts';

export const StatisticsFilter = z.object({ days: wholeOr(14, 1, 90) });
export type StatisticsFilter = z.infer<typeof StatisticsFilter>;

const count = z.int().min(0);

/** Figures of one period. */
const period = {
  uploaded: count,
  approved: count.meta({ description: 'Uploaded in the period and approved since, by whomever' }),
  rejected: count,
  failed: count,
  reviewed: count.meta({ description: 'Review tasks decided by a person in the period' }),
  autoApproved: z.number().min(0).max(1).nullable().meta({ description: 'Share of what was decided that was approved without a person; the rest went to one. null where nothing was decided' }),
  medianSeconds: z.number().nullable().meta({ description: 'From upload to the end of documents that needed no person' }),
  medianReviewSeconds: z.number().nullable().meta({ description: 'From the task to its decision' }),
};

export const Statistics = z.object({
  days: count,
  current: z.object(period),
  previous: z.object(period).meta({ description: 'The same number of days before' }),
  byDay: z.array(z.object({ day: z.iso.date(), uploaded: count, approved: count, inReview: count.meta({ description: 'Review tasks that came up' }), reviewed: count, failed: count }))
    .meta({ description: 'Every day of the period (UTC), today last; documents by the day of their upload' }),
  review: z.object({
    open: count, oldestSeconds: z.number().nullable(), claimed: count,
    created: count.meta({ description: 'Tasks that came up in the period' }), withdrawn: count,
  }),
  readers: z.array(z.object({ reader: z.string(), documents: count, approved: count, meanConfidence: z.number().nullable() })).meta({ description: 'Which reader decided, most first' }),
  confidence: z.array(z.object({ from: z.number(), to: z.number(), autoApproved: count, reviewed: count.meta({ description: 'Went to a person' }), corrected: count.meta({ description: 'A person changed a field' }) }))
    .meta({ description: 'Where documents of each confidence went' }),
}).meta({ id: 'Statistics' });
export type Statistics = z.infer<typeof Statistics>;
