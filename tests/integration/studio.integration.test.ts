// A studio's day beside its documents: what it is told, counts, takes out, brings in and does to many at once, and what it sees live.
import { afterAll, beforeAll, describe } from 'vitest';
import { openStackDatabase } from '../harness/publish.ts';
import { joinStack } from '../harness/shared-stack.ts';
import { describeAuditLog } from './studio/audit.ts';
import { describeBulk } from './studio/bulk.ts';
import { describeClients } from './studio/clients.ts';
import { describeExports } from './studio/exports.ts';
import { describeHousekeeping } from './studio/housekeeping.ts';
import { describeLiveUpdates } from './studio/live-updates.ts';
import { describeNotifications } from './studio/notifications.ts';
import { describeStatistics } from './studio/statistics.ts';
import { setting } from './studio/setting.ts';

beforeAll(async () => {
  setting.stack = await joinStack({ worker: false });
  setting.db = openStackDatabase(setting.stack.env, 3);
});
afterAll(() => setting.db?.close());

describeNotifications();
describeStatistics();
describeAuditLog();
describeExports();
describeClients();
describeBulk();
describeHousekeeping();
describe('live updates', describeLiveUpdates);
