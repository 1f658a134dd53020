import { m } from '../paraglide/messages.js';
import type { LiveState } from '../state/live.svelte.ts';

export const liveNames: Record<LiveState, () => string> = {
  'signed-out': m.live_signed_out, connecting: m.live_connecting, live: m.live_live, polling: m.live_polling, reconnecting: m.live_reconnecting,
};
