export interface Toast {
  id: number;
  tone: 'good' | 'bad' | 'plain';
  text: string;
  action?: { label: string; run: () => void };
  /** Hears that it is gone, whoever closed it. */
  onclose?: () => void;
}

const shownMs = 6000;

/** Short messages that go away by themselves; errors stay until they are closed. */
class Toasts {
  list = $state<Toast[]>([]);
  #next = 1;

  /** @returns its id. */
  show(text: string, tone: Toast['tone'] = 'plain', action?: Toast['action'], { lastsMs = action ? shownMs * 2 : shownMs, onclose }: { lastsMs?: number; onclose?: () => void } = {}): number {
    const id = this.#next++;
    this.list.push({ id, tone, text, ...(action ? { action } : {}), ...(onclose ? { onclose } : {}) });
    if (this.list.length > 4) this.list.shift();
    if (tone !== 'bad') setTimeout(() => this.close(id), lastsMs);
    return id;
  }

  close(id: number): void {
    const closed = this.list.find((toast) => toast.id === id);
    this.list = this.list.filter((toast) => toast.id !== id);
    closed?.onclose?.();
  }
}

export const toasts = new Toasts();
