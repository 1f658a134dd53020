// What is the platform's as a whole, counts all of it or stops it. In this order: each part leaves what the next one finds.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { describeLostConnection } from '../browser/lost-connection.ts';
import { startStack } from '../harness/start-stack.ts';
import { describeAdministrators } from './platform/administrators.ts';
import { describeDeadEndpoint } from './platform/dead-endpoint.ts';
import { describeMailFolder } from './platform/mail-folder.ts';
import { describeLostProcess, describeOperations } from './platform/operations.ts';
import { describeSecretsKey } from './platform/secrets-key.ts';
import { setting } from './platform/setting.ts';
import { describeThresholds } from './platform/thresholds.ts';

beforeAll(async () => {
  setting.folder = await mkdtemp(join(tmpdir(), 'comprobante-platform-'));
  // A call that hangs does so for longer than any test: whoever waited for it even once would be seen waiting.
  setting.stack = await startStack({ env: { DATA_DIR: setting.folder, WEBHOOK_TIMEOUT_SECONDS: '60' } });
});
afterAll(async () => {
  await setting.stack?.stop();
  if (setting.folder) await rm(setting.folder, { recursive: true, force: true });
});

describeMailFolder();
describeOperations();
describeThresholds();
describeAdministrators();
describeDeadEndpoint();
describeLostConnection(() => setting.stack);
describeLostProcess();
describeSecretsKey();
