import { SvelteSet } from 'svelte/reactivity';

/** What is chosen of a list that is shown, by its ids. What is no longer shown is not chosen. */
export class Selection {
  readonly #chosen = new SvelteSet<string>();
  readonly #shown: () => readonly string[];
  /** Where a range begins. */
  #anchor: string | null = null;

  constructor(shown: () => readonly string[]) {
    this.#shown = shown;
  }

  get ids(): readonly string[] {
    return this.#shown().filter((id) => this.#chosen.has(id));
  }

  get areAll(): boolean {
    return this.#shown().length > 0 && this.ids.length === this.#shown().length;
  }

  has(id: string): boolean {
    return this.#chosen.has(id);
  }

  choose(id: string, isChosen: boolean): void {
    this.#anchor = id;
    this.#set([id], isChosen);
  }

  /** From the last one chosen to this one, both with all between them. */
  chooseTo(id: string, isChosen: boolean): void {
    const shown = this.#shown();
    const [from, to] = [shown.indexOf(this.#anchor ?? id), shown.indexOf(id)].sort((a, b) => a - b) as [number, number];
    this.#set(from < 0 ? [id] : shown.slice(from, to + 1), isChosen);
  }

  chooseAll(isChosen: boolean): void {
    this.#set(this.#shown(), isChosen);
  }

  clear(): void {
    this.#anchor = null;
    this.#chosen.clear();
  }

  #set(ids: readonly string[], isChosen: boolean): void {
    for (const id of ids) {
      if (isChosen) this.#chosen.add(id);
      else this.#chosen.delete(id);
    }
  }
}
