import { z } from 'zod';
import type { Role } from './permissions.ts';

export const plans = ['starter', 'professional', 'enterprise'] as const;
export const Plan = z.enum(plans).meta({ id: 'Plan' });
export type Plan = z.infer<typeof Plan>;

export interface PlanLimits {
  /** Members and invitations that wait for an answer; null: as many as wanted. */
  seats: number | null;
  /** Uploaded files a calendar month (UTC); null: as many as wanted. */
  monthlyDocuments: number | null;
  roles: readonly Role[];
}

export const planLimits: Record<Plan, PlanLimits> = {
  starter: { seats: 3, monthlyDocuments: 500, roles: ['owner', 'reviewer', 'viewer'] },
  professional: { seats: 15, monthlyDocuments: 20_000, roles: ['owner', 'admin', 'reviewer', 'operator', 'viewer'] },
  enterprise: { seats: null, monthlyDocuments: null, roles: ['owner', 'admin', 'reviewer', 'operator', 'viewer'] },
};
