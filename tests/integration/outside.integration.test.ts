// Servers of others: those that watch, the receivers of webhooks, and the AI that is asked about doubtful readings; what they are told, and what becomes of us where they fail.
import { afterAll, beforeAll, describe } from 'vitest';
import { startAiStack } from '../harness/ai-stack.ts';
import { startCrowd } from '../harness/crowd.ts';
import { startMailServer } from '../harness/mail-server.ts';
import { freePort } from '../harness/processes.ts';
import { startTraceReceiver } from '../harness/trace-receiver.ts';
import { describeEndpointHealth } from './outside/endpoint-health.ts';
import { describeExternalAi } from './outside/external-ai.ts';
import { describeObservability } from './outside/observability.ts';
import { setting } from './outside/setting.ts';

beforeAll(async () => {
  [setting.crowd, setting.mail] = await Promise.all([startCrowd(), startMailServer()]);
  const watched = setting.watched = { traces: await startTraceReceiver(), port: await freePort(), token: 'una-ficha-para-las-metricas' };
  setting.world = await startAiStack({
    // 18 s of failures disable an endpoint: more than the test of a circuit takes on a busy machine.
    SMTP_URL: setting.mail.url, WEBHOOK_CIRCUIT_FAILURES: '3', WEBHOOK_CIRCUIT_SECONDS: '0.5', WEBHOOK_DISABLE_HOURS: '0.005', WEBHOOK_RETRY_SECONDS: '0.2,0.2,0.2,0.2,0.2,0.2', WEBHOOK_TIMEOUT_SECONDS: '5',
    OTEL_EXPORTER_OTLP_ENDPOINT: watched.traces.url, LOG_LEVEL: 'trace', METRICS_PORT: String(watched.port), METRICS_TOKEN: watched.token,
  });
});
afterAll(async () => {
  await setting.world?.close();
  await setting.crowd?.close();
  await setting.mail?.close();
  setting.watched?.traces.close();
});

describe('observability', describeObservability);
describe('webhooks', describeEndpointHealth);
describe('the external AI', describeExternalAi);
