const months = [
  ['ene', 'jan'], ['feb'], ['mar'], ['abr', 'apr'], ['may'], ['jun'], ['jul'], ['ago', 'aug'], ['sep', 'set'], ['oct'], ['nov'], ['dic', 'dec'],
];

/** An ISO day from a date as it is typed or printed, day before month; null where it is none. Two-digit years are of this century. */
export function readDay(text: string): string | null {
  const trimmed = text.trim().toLowerCase();
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(trimmed);
  if (iso) return isoDay(iso[1]!, Number(iso[2]), Number(iso[3]));
  const numeric = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$/.exec(trimmed) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(trimmed);
  if (numeric) return isoDay(numeric[3]!, Number(numeric[2]), Number(numeric[1]));
  const named = /^(\d{1,2})(?:[-/. ]|\s+de\s+)+([a-z]{3,10})\.?(?:[-/. ,]|\s+del?\s+)+(\d{4}|\d{2})$/.exec(trimmed);
  if (named) return isoDay(named[3]!, monthOf(named[2]!), Number(named[1]));
  const english = /^([a-z]{3,9})\.? (\d{1,2}),? (\d{4})$/.exec(trimmed);
  return english ? isoDay(english[3]!, monthOf(english[1]!), Number(english[2])) : null;
}

const monthOf = (name: string) => months.findIndex((names) => names.some((start) => name.startsWith(start))) + 1;

function isoDay(year: string, month: number, day: number): string | null {
  const fullYear = year.length === 2 ? 2000 + Number(year) : Number(year);
  const date = new Date(Date.UTC(fullYear, month - 1, day));
  if (date.getUTCFullYear() !== fullYear || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return date.toISOString().slice(0, 10);
}
