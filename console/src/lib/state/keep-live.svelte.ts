import { live } from './live.svelte.ts';
import { session } from './session.svelte.ts';

/** Keeps the stream of changes open while the component lives and somebody is signed in. A stream is of one person in one tenant. */
export function keepLive(): void {
  const listener = $derived(session.current?.tenant ? [session.current.user?.id, session.current.tenant.id, session.can('events:read')].join() : null);
  $effect(() => (listener === null ? undefined : live.start(listener.endsWith('true'))));
}
