import { z } from 'zod';
import { Actor, Timestamp } from './common.ts';

const Threshold = z.number().min(0).max(1);

/** What decides over every tenant's documents; one row for the whole platform. */
export const ProcessingSettings = z.object({
  externalThreshold: Threshold.meta({ description: 'Below it the external AI is asked, where one is configured and the client allows it; 0 never asks' }),
  approvalThreshold: Threshold.meta({ description: 'At or above it a document without a blocking reason is approved without a person' }),
  updatedAt: Timestamp.nullable().meta({ description: 'null while the defaults of the installation stand' }),
  updatedBy: Actor.nullable(),
}).meta({ id: 'ProcessingSettings' });
export type ProcessingSettings = z.infer<typeof ProcessingSettings>;

export const ProcessingSettingsPatch = z.strictObject({
  externalThreshold: Threshold.optional(),
  approvalThreshold: Threshold.optional(),
}).meta({ id: 'ProcessingSettingsPatch', examples: [{ externalThreshold: 0.9 }] });
export type ProcessingSettingsPatch = z.infer<typeof ProcessingSettingsPatch>;
