import type { ApiDeps } from './deps.ts';

/** Goes on after the answer, so that its time tells nothing of what was found; mails that it queued are sent at once. */
export function inBackground({ log, mails }: ApiDeps, what: string, work: () => Promise<void>): void {
  work().then(() => mails.wake(), (error: unknown) => log.error({ err: error, what }, 'background work failed'));
}
