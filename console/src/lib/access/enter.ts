import { goto } from '$app/navigation';
import { page } from '$app/state';
import type { CurrentSession } from '../contract.ts';
import { returnPath } from '../state/return-path.ts';

/** Where signing in leads: back to where it was asked for, or to the choice of a tenant where nothing else says which. */
export async function enter({ tenants }: CurrentSession): Promise<void> {
  const next = page.url.searchParams.get('next');
  await goto(next === null && tenants.length > 1 ? '/access' : returnPath(next));
}
