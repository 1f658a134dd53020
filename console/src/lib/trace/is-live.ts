import type { DocumentStatus, Trace } from '../contract.ts';

const moving: readonly DocumentStatus[] = ['received', 'preprocessing', 'extracting'];

/** Whether the next moment may change the picture: a step runs, or a delivery is under way. */
export function isLive(status: DocumentStatus, { steps, deliveries }: Pick<Trace, 'steps' | 'deliveries'>): boolean {
  return moving.includes(status) || steps.some((step) => step.status === 'running') || deliveries.some((delivery) => delivery.status === 'pending');
}
