import { z } from 'zod';
import { Client } from './client.ts';

export const Samples = z.object({
  client: Client.nullable().meta({ description: 'To whom the sample documents belong; null while none are loaded' }),
  documents: z.int(),
}).meta({ id: 'Samples' });
export type Samples = z.infer<typeof Samples>;
