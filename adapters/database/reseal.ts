import type { SecretBox } from '../secret-box.ts';
import type { Database } from './database.ts';

/** Seals every stored secret anew, under the box's first key. Whatever changes meanwhile is sealed by whoever changes it. @returns how many there were. */
export async function resealSecrets(db: Database, box: SecretBox): Promise<{ endpoints: number; secondFactors: number; mails: number }> {
  const anew = (sealed: Uint8Array) => box.seal(box.open(sealed));
  const counts = { endpoints: 0, secondFactors: 0, mails: 0 };
  for (const { id: tenantId } of await db.system.tenant.findMany({ select: { id: true } })) {
    await db.withTenant(tenantId, async ({ tx }) => {
      const rows = await tx.$queryRaw<{ id: string; secret: Uint8Array | null; previous: Uint8Array | null }[]>`
        SELECT id, secret, previous_secret AS previous FROM endpoints WHERE secret IS NOT NULL ORDER BY id FOR UPDATE`;
      for (const { id, secret, previous } of rows) {
        await tx.endpoint.update({ where: { id }, data: { secret: secret && anew(secret), previousSecret: previous && anew(previous) } });
      }
      counts.endpoints += rows.length;
    });
  }
  for (const { userId, secret } of await db.system.secondFactor.findMany({ select: { userId: true, secret: true } })) {
    const { count } = await db.system.secondFactor.updateMany({ where: { userId, secret }, data: { secret: anew(secret) } });
    counts.secondFactors += count;
  }
  for (const { id, content } of await db.system.mail.findMany({ select: { id: true, content: true } })) {
    const { count } = await db.system.mail.updateMany({ where: { id, content }, data: { content: anew(content) } });
    counts.mails += count;
  }
  return counts;
}
