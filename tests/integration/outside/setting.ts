// What the tests of other people's servers share: one running product, with the AI, the receivers of webhooks, the mail server and the collector of traces that it talks to.
import type { AiStack } from '../../harness/ai-stack.ts';
import type { Crowd } from '../../harness/crowd.ts';
import type { MailServer } from '../../harness/mail-server.ts';
import type { startTraceReceiver } from '../../harness/trace-receiver.ts';

/** Filled before the first test. */
export const setting = {} as {
  world: AiStack;
  crowd: Crowd;
  mail: MailServer;
  /** Where traces go, the port of the worker's metrics, and what whoever asks for metrics has to know. */
  watched: { traces: Awaited<ReturnType<typeof startTraceReceiver>>; port: number; token: string };
};
