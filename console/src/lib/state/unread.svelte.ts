import { call } from '../api.ts';
import { firstPaint } from './first-paint.ts';
import { follow } from './follow.svelte.ts';
import { session } from './session.svelte.ts';

/** How many notifications the user has not read, counted up to a thousand. */
class Unread {
  count = $state(0);

  ask = async (): Promise<void> => {
    if (session.can('notifications:read')) this.count = (await call('listNotifications', { query: { limit: 1, unread: 'true' } })).unread;
    else this.count = 0;
  };
}

export const unread = new Unread();

/** Keeps the count right while the component lives. */
export function keepUnread(): void {
  $effect(() => {
    // What the screen is about is asked for first.
    if (session.current?.tenant) void firstPaint().then(unread.ask).catch(() => undefined);
  });
  follow(unread.ask, { kinds: ['notification'], everyMs: 30_000 });
}
