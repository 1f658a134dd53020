import { formatDecimal, type Locale } from '../format.ts';

/** A band of confidence, such as “95–98 %”. */
export function bandLabel(from: number, to: number, locale: Locale): string {
  const percent = (share: number) => formatDecimal(String(Math.round(share * 1000) / 10), locale);
  return `${percent(from)}–${percent(to)} %`;
}
