import { SvelteMap } from 'svelte/reactivity';
import { call } from '../api.ts';
import type { Client } from '../contract.ts';

/** As many as the API tells of at once. */
const atOnce = 100;

/** The clients seen so far, so that lists can show names where the API gives ids. Each unknown id is asked for once. */
class ClientDirectory {
  #known = new SvelteMap<string, Client>();
  #asked = new Set<string>();

  add(clients: readonly Client[]): void {
    for (const client of clients) this.#known.set(client.id, client);
  }

  nameOf(id: string): string | null {
    return this.#known.get(id)?.name ?? null;
  }

  get(id: string): Client | null {
    return this.#known.get(id) ?? null;
  }

  async need(ids: Iterable<string>): Promise<void> {
    const missing = [...new Set(ids)].filter((id) => !this.#known.has(id) && !this.#asked.has(id));
    for (const id of missing) this.#asked.add(id);
    for (let from = 0; from < missing.length; from += atOnce) {
      const id = missing.slice(from, from + atOnce);
      try {
        this.add((await call('listClients', { query: { id, limit: atOnce } })).items);
      } catch {
        // The list itself stands, its names unknown until it is asked for again.
        for (const one of id) this.#asked.delete(one);
      }
    }
  }

  forget(): void {
    this.#known.clear();
    this.#asked.clear();
  }
}

export const clients = new ClientDirectory();
