import type { Actor } from '../../contract/common.ts';
import type { ProcessingSettings, ProcessingSettingsPatch } from '../../contract/settings.ts';
import type { Thresholds } from '../../domain/decide.ts';
import type { Prisma, ProcessingSettings as Row } from '../../prisma/client/client.ts';
import type { Database, Scope } from './database.ts';

const theRow = { where: { id: 1 } };

/** The thresholds that hold now, in the step's own transaction: a change takes effect on every document not yet scored. */
export async function readThresholds({ tx }: Scope, defaults: Thresholds): Promise<Thresholds> {
  const row = await tx.processingSettings.findUnique(theRow);
  return row ? { approval: Number(row.approvalThreshold), external: Number(row.externalThreshold) } : defaults;
}

export async function getProcessingSettings({ system }: Database, defaults: Thresholds): Promise<ProcessingSettings> {
  return toSettings(await system.processingSettings.findUnique(theRow), defaults);
}

/** Changes the thresholds, with a line in every tenant's audit log: whoever answers for a tenant's documents sees what decided over them, and when. */
export async function updateProcessingSettings({ system }: Database, defaults: Thresholds, patch: ProcessingSettingsPatch, actor: Actor): Promise<ProcessingSettings> {
  return system.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('processing_settings', 0))`;
    const before = await tx.processingSettings.findUnique(theRow);
    const from = toSettings(before, defaults);
    const to = { externalThreshold: patch.externalThreshold ?? from.externalThreshold, approvalThreshold: patch.approvalThreshold ?? from.approvalThreshold };
    if (to.externalThreshold === from.externalThreshold && to.approvalThreshold === from.approvalThreshold) return from;
    const data = { ...to, updatedAt: new Date(), updatedBy: actor };
    const after = await tx.processingSettings.upsert({ ...theRow, create: data, update: data });
    const detail: Prisma.InputJsonObject = { from: { externalThreshold: from.externalThreshold, approvalThreshold: from.approvalThreshold }, to };
    await tx.$executeRaw`
      INSERT INTO audit_entries (tenant_id, actor, action, subject, detail)
      SELECT id, ${JSON.stringify(actor)}::jsonb, 'settings.processing', 'platform:processing-settings', ${JSON.stringify(detail)}::jsonb FROM tenants`;
    return toSettings(after, defaults);
  });
}

function toSettings(row: Row | null, defaults: Thresholds): ProcessingSettings {
  if (!row) return { externalThreshold: defaults.external, approvalThreshold: defaults.approval, updatedAt: null, updatedBy: null };
  return {
    externalThreshold: Number(row.externalThreshold), approvalThreshold: Number(row.approvalThreshold), updatedAt: row.updatedAt.toISOString(), updatedBy: row.updatedBy as Actor,
  };
}
