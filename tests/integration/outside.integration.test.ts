// Servers of others, and what becomes of us where they fail: the receivers of webhooks, and the AI that is asked about doubtful readings.
import { afterAll, beforeAll, describe } from 'vitest';
import { startAiStack } from '../harness/ai-stack.ts';
import { startCrowd } from '../harness/crowd.ts';
import { startMailServer } from '../harness/mail-server.ts';
import { describeEndpointHealth } from './outside/endpoint-health.ts';
import { describeExternalAi } from './outside/external-ai.ts';
import { setting } from './outside/setting.ts';

beforeAll(async () => {
  [setting.crowd, setting.mail] = await Promise.all([startCrowd(), startMailServer()]);
  setting.world = await startAiStack({
    // 18 s of failures disable an endpoint: more than the test of a circuit takes on a busy machine.
    SMTP_URL: setting.mail.url, WEBHOOK_CIRCUIT_FAILURES: '3', WEBHOOK_CIRCUIT_SECONDS: '0.5', WEBHOOK_DISABLE_HOURS: '0.005', WEBHOOK_RETRY_SECONDS: '0.2,0.2,0.2,0.2,0.2,0.2', WEBHOOK_TIMEOUT_SECONDS: '5',
  });
});
afterAll(async () => {
  await setting.world?.close();
  await setting.crowd?.close();
  await setting.mail?.close();
});

describe('webhooks', describeEndpointHealth);
describe('the external AI', describeExternalAi);
