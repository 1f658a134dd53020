const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** ISO date, or null where there is no such day. Two-digit years are of this century up to two years after `today`, else of the last. */
export function isoDate(year: number, month: number, day: number, today: string): string | null {
  let full = year;
  if (year < 100) full = 2000 + year <= Number(today.slice(0, 4)) + 2 ? 2000 + year : 1900 + year;
  const days = [31, isLeap(full) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  if (!days || day < 1 || day > days || full < 1980 || full > 2100) return null;
  return `${full}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Whole days from one ISO date to another; negative where `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
