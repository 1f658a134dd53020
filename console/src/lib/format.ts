// Numbers, money, dates and durations as people read them. Everything takes the locale, so that it can be tested without a browser.
export type Locale = 'es' | 'en';

const tag: Record<Locale, string> = { es: 'es-AR', en: 'en' };

/** A formatter is dear to make: a list of fifty rows would spend more on it than on drawing them. */
function kept<F, O extends object>(make: new (tag: string, options: O) => F): (locale: Locale, options: O) => F {
  const formats = new Map<string, F>();
  return (locale, options) => {
    const key = locale + JSON.stringify(options);
    let format = formats.get(key);
    if (!format) formats.set(key, (format = new make(tag[locale], options)));
    return format;
  };
}
const numberFormat = kept<Intl.NumberFormat, Intl.NumberFormatOptions>(Intl.NumberFormat);
const dateFormat = kept<Intl.DateTimeFormat, Intl.DateTimeFormatOptions>(Intl.DateTimeFormat);
const relativeFormat = kept<Intl.RelativeTimeFormat, Intl.RelativeTimeFormatOptions>(Intl.RelativeTimeFormat);

/** Names as a list in words: „a, b y c”. */
export function formatList(names: readonly string[], locale: Locale): string {
  return new Intl.ListFormat(tag[locale], { type: 'conjunction' }).format(names);
}

/** A decimal text with the locale's separators; the digits are never passed through a binary float. */
export function formatDecimal(decimal: string, locale: Locale, minimumFractionDigits = 0): string {
  return numberFormat(locale, { minimumFractionDigits, maximumFractionDigits: 6 }).format(decimal as Intl.StringNumericLiteral);
}

/** An amount with its currency code where it is known. */
export function formatMoney(amount: string, currency: string | null, locale: Locale): string {
  const digits = formatDecimal(amount, locale, 2);
  return currency === null ? digits : `${currency}\u00a0${digits}`;
}

/** A share as a percentage, rounded down so that nothing short of 1 reads as 100 %. */
export function formatConfidence(share: number, locale: Locale): string {
  const percent = share >= 0.99 ? Math.floor(share * 1000 + 1e-9) / 10 : Math.floor(share * 100 + 1e-9);
  return `${numberFormat(locale, { maximumFractionDigits: 1 }).format(percent)}\u00a0%`;
}

export function formatCount(count: number, locale: Locale): string {
  return numberFormat(locale, {}).format(count);
}

/** A calendar day (`2026-03-06`), free of time zones. */
export function formatDay(day: string, locale: Locale): string {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return day;
  const month = locale === 'es' ? '2-digit' : 'short';
  return dateFormat(locale, { timeZone: 'UTC', day: '2-digit', month, year: 'numeric' }).format(date);
}

/** A day without its year. */
export function formatDayShort(day: string, locale: Locale): string {
  return dateFormat(locale, { timeZone: 'UTC', day: 'numeric', month: locale === 'es' ? 'numeric' : 'short' }).format(new Date(`${day}T00:00:00Z`));
}

/** A moment to the second, in the reader's time zone. */
export function formatMoment(timestamp: string, locale: Locale): string {
  return dateFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' }).format(new Date(timestamp));
}

const spans: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_557_600_000], ['month', 2_629_800_000], ['day', 86_400_000], ['hour', 3_600_000], ['minute', 60_000], ['second', 1000],
];

/** Milliseconds ahead that are taken for now: the screen's clock moves in steps, and two machines' clocks differ. */
const asGoodAsNow = 30_000;

/** How long ago or ahead a moment is, in its largest whole unit. */
export function formatRelative(timestamp: string, now: number, locale: Locale): string {
  const ahead = new Date(timestamp).getTime() - now;
  const distance = ahead > 0 && ahead < asGoodAsNow ? 0 : ahead;
  const [unit, size] = spans.find(([, ms]) => Math.abs(distance) >= ms) ?? (['second', 1000] as const);
  return relativeFormat(locale, { numeric: 'auto' }).format(Math.trunc(distance / size), unit);
}

/** A duration in at most two units. */
export function formatDuration(ms: number, locale: Locale): string {
  const count = (value: number, digits = 0) => numberFormat(locale, { maximumFractionDigits: digits }).format(value);
  if (ms < 1000) return `${count(ms)} ms`;
  if (ms < 60_000) return `${count(ms / 1000, 1)} s`;
  const pairs: [string, number, string, number][] = [['d', 86_400_000, 'h', 3_600_000], ['h', 3_600_000, 'min', 60_000], ['min', 60_000, 's', 1000]];
  const [unit, size, lesser, part] = pairs.find(([, limit]) => ms >= limit)!;
  const rest = Math.floor((ms % size) / part);
  return rest === 0 ? `${count(Math.floor(ms / size))} ${unit}` : `${count(Math.floor(ms / size))} ${unit} ${rest} ${lesser}`;
}

export function formatSize(bytes: number, locale: Locale): string {
  const units = ['B', 'kB', 'MB', 'GB'];
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
  return `${numberFormat(locale, { maximumFractionDigits: power === 0 ? 0 : 1 }).format(bytes / 1000 ** power)} ${units[power]}`;
}
