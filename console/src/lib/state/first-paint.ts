let painted: Promise<void> | null = null;

/** Once what is mounted now has been painted, the first time; from then on at once. A window that nobody sees paints nothing and waits for nothing. */
export function firstPaint(): Promise<void> {
  painted ??= new Promise((resolve) => {
    if (document.visibilityState === 'hidden') resolve();
    else requestAnimationFrame(() => setTimeout(resolve));
  });
  return painted;
}
