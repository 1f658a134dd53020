// What this machine remembers. A browser may refuse storage altogether; then nothing is remembered and nothing fails.
export function recall(key: string): string | null {
  try {
    return localStorage.getItem(`comprobante.${key}`);
  } catch {
    return null;
  }
}

export function remember(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`comprobante.${key}`);
    else localStorage.setItem(`comprobante.${key}`, value);
  } catch {
    return;
  }
}
