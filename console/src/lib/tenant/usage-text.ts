import { formatCount } from '../format.ts';
import { m } from '../paraglide/messages.js';
import { preferences } from '../state/preferences.svelte.ts';

/** How much of a plan's limit is used; null: there is none. */
export function usageText(used: number, limit: number | null): string {
  const count = (value: number) => formatCount(value, preferences.locale);
  return limit === null ? m.usage_unlimited({ used: count(used) }) : m.usage_of({ used: count(used), limit: count(limit) });
}
