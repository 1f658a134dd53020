const fold = (text: string) => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');

/** Whether every typed word begins some word of the text, accents and case aside. */
export function matchesText(text: string, typed: string): boolean {
  const words = fold(text).split(/\s+/);
  return fold(typed).split(/\s+/).filter(Boolean).every((start) => words.some((word) => word.startsWith(start)));
}
