import { createHash, randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { takeAttempt } from '../../../adapters/database/attempts.ts';
import { sweep } from '../../../adapters/database/sweep.ts';
import { newPerson } from '../../harness/person.ts';
import { newStudio, password, setting } from './setting.ts';

/** What is counted and kept for a while alone. */
export function describeHousekeeping(): void {
  it('of many attempts at the same moment no more count than are allowed, until the window is over', async () => {
    const who = randomUUID();
    const attempts = (n: number, windowMs = 60_000) => Promise.allSettled(Array.from({ length: n }, () => takeAttempt(setting.db, 'test', who, { attempts: 10, windowMs })));
    const taken = await attempts(25);
    expect(taken.filter((a) => a.status === 'fulfilled')).toHaveLength(10);
    expect(taken.find((a) => a.status === 'rejected')?.reason).toMatchObject({ code: 'rate_limited', details: { retryAfterSeconds: expect.any(Number) } });
    const key = createHash('sha256').update(`test ${who}`).digest('hex');
    expect(await setting.db.system.attemptCount.updateMany({ where: { key }, data: { until: new Date(Date.now() - 1) } })).toEqual({ count: 1 });
    expect((await attempts(1)).map((a) => a.status)).toEqual(['fulfilled']);
  });

  it('housekeeping removes what has expired and is told long ago, and nothing else', async () => {
    const { tenantId, api, rows } = await newStudio();
    const person = await newPerson(setting.stack, { email: 'barre@jornada.example', password, tenantId });
    const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);
    const { old, young } = await rows(async ({ tx }) => {
      const [o, y] = [91, 89].map((days) => ({ id: randomUUID(), tenantId, kind: 'upload_link.received', data: {}, createdAt: hoursAgo(24 * days) }));
      await tx.notification.createMany({ data: [o, y] as never });
      await tx.$executeRaw`INSERT INTO changes (tenant_id, kind, subject_id, data, created_at) VALUES (${tenantId}::uuid, 'document', gen_random_uuid(), '{}', ${hoursAgo(1.1)}), (${tenantId}::uuid, 'document', gen_random_uuid(), '{}', ${hoursAgo(0.9)})`;
      for (const [key, days] of [['old', 8], ['young', 6]] as const) await tx.idempotencyKey.create({ data: { tenantId, key, fingerprint: '', documentIds: [], createdAt: hoursAgo(24 * days) } });
      return { old: o?.id ?? '', young: y?.id ?? '' };
    });
    await api.call('readNotification', { params: { id: old } });
    await api.call('readNotification', { params: { id: young } });
    await setting.db.system.attemptCount.createMany({ data: [{ key: 'old', count: 1, until: hoursAgo(0.1) }, { key: 'young', count: 1, until: hoursAgo(-0.1) }] });
    await setting.db.system.session.updateMany({ where: { user: { email: 'barre@jornada.example' } }, data: { expiresAt: hoursAgo(0.1) } });
    const living = await newPerson(setting.stack, { email: 'queda@jornada.example', password, tenantId });
    await Promise.all([sweep(setting.db), sweep(setting.db)]);
    await sweep(setting.db);
    const left = await rows(async ({ tx }) => ({
      notifications: (await tx.notification.findMany({ where: { createdAt: { lt: hoursAgo(1) } } })).map((n) => n.id), reads: (await tx.notificationRead.findMany()).map((r) => r.notificationId),
      keys: (await tx.idempotencyKey.findMany()).map((k) => k.key), changes: await tx.change.count({ where: { createdAt: { lt: hoursAgo(0.5) } } }),
    }));
    expect(left).toEqual({ notifications: [young], reads: [young], keys: ['young'], changes: 1 });
    expect((await setting.db.system.attemptCount.findMany({ where: { key: { in: ['old', 'young'] } } })).map((a) => a.key)).toEqual(['young']);
    expect((await person.ask('getSession')).status).toBe(401);
    expect(await setting.db.system.session.count({ where: { user: { email: 'barre@jornada.example' } } })).toBe(0);
    expect((await living.ask('getSession')).status).toBe(200);
  });
}
