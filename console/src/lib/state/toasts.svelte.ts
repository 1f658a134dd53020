export interface Toast {
  id: number;
  tone: 'good' | 'bad' | 'plain';
  text: string;
  action?: { label: string; run: () => void };
}

const shownMs = 6000;

/** Short messages that go away by themselves; errors stay until they are closed. */
class Toasts {
  list = $state<Toast[]>([]);
  #next = 1;

  show(text: string, tone: Toast['tone'] = 'plain', action?: Toast['action']): void {
    const id = this.#next++;
    this.list.push({ id, tone, text, ...(action ? { action } : {}) });
    if (this.list.length > 4) this.list.shift();
    if (tone !== 'bad') setTimeout(() => this.close(id), action ? shownMs * 2 : shownMs);
  }

  close(id: number): void {
    this.list = this.list.filter((toast) => toast.id !== id);
  }
}

export const toasts = new Toasts();
