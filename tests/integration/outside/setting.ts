// What the tests of other people's servers share: one running product, with the AI, the receivers of webhooks and the mail server that it talks to.
import type { AiStack } from '../../harness/ai-stack.ts';
import type { Crowd } from '../../harness/crowd.ts';
import type { MailServer } from '../../harness/mail-server.ts';

/** Filled before the first test. */
export const setting = {} as { world: AiStack; crowd: Crowd; mail: MailServer };
