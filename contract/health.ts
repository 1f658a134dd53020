import { z } from 'zod';

export const Health = z.object({ status: z.literal('ok'), version: z.string() }).meta({ id: 'Health' });

export const Dependency = z.object({ name: z.enum(['database', 'objectStore', 'temporal', 'workers']), status: z.enum(['ok', 'down']), latencyMs: z.number().nullable() }).meta({ id: 'Dependency' });
export type Dependency = z.infer<typeof Dependency>;

export const Readiness = z.object({
  status: z.enum(['ready', 'degraded', 'unavailable', 'draining'])
    .meta({ description: 'degraded: uploads and decisions are accepted and take effect once Temporal is back' }),
  dependencies: z.array(Dependency),
}).meta({ id: 'Readiness' });
export type Readiness = z.infer<typeof Readiness>;
