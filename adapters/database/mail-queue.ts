import type { Prisma } from '../../prisma/client/client.ts';
import type { Mail } from '../../domain/mail-texts.ts';
import type { SecretBox } from '../secret-box.ts';
import type { Database } from './database.ts';

/** Commits a mail together with the rows that cause it. */
export async function queueMail(tx: Prisma.TransactionClient, secrets: SecretBox, mail: Mail): Promise<void> {
  await tx.mail.createMany({ data: [{ content: secrets.seal(JSON.stringify(mail)) }] });
}

export interface QueuedMail {
  id: string;
  attempts: number;
  createdAt: Date;
  mail: Mail;
}

/** Nobody else takes a mail for this long; should this process die meanwhile, it is due again then. */
const leaseMs = 120_000;

/** Up to `limit` mails that are due, each for this process alone. */
export async function takeMails({ system }: Database, secrets: SecretBox, limit: number): Promise<QueuedMail[]> {
  const rows = await system.$queryRaw<{ id: string; attempts: number; created_at: Date; content: Uint8Array }[]>`
    UPDATE mails SET attempts = attempts + 1, available_at = now() + ${leaseMs}::int * interval '1 millisecond'
    WHERE id IN (SELECT id FROM mails WHERE available_at <= now() ORDER BY available_at LIMIT ${limit}::int FOR UPDATE SKIP LOCKED)
    RETURNING id, attempts, created_at, content`;
  return rows.map((row) => ({ id: row.id, attempts: row.attempts, createdAt: row.created_at, mail: JSON.parse(secrets.open(row.content)) as Mail }));
}

export async function removeMail({ system }: Database, id: string): Promise<void> {
  await system.mail.deleteMany({ where: { id } });
}

export async function postponeMail({ system }: Database, id: string, { retryAt, error }: { retryAt: Date; error: string }): Promise<void> {
  await system.mail.updateMany({ where: { id }, data: { availableAt: retryAt, lastError: error.slice(0, 500) } });
}
