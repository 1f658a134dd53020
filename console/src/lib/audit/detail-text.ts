/** How the names and values of a detail are said to a person; both answer with what they were given where they know no word for it. */
export interface DetailWords {
  name(name: string): string;
  value(name: string, value: string): string;
}

/** The detail of an audit line on one line; a change reads from left to right, and what is simply so is said by its name alone. */
export function detailText(detail: Record<string, unknown>, words: DetailWords): string {
  const shown = (name: string, value: unknown): string => {
    if (value === null || value === undefined) return '—';
    if (Array.isArray(value)) return value.map((one) => shown(name, one)).join(', ');
    return typeof value === 'object' ? detailText(value as Record<string, unknown>, words) : words.value(name, String(value as string | number | boolean));
  };
  const { from, to, ...rest } = detail;
  const isChange = 'from' in detail && 'to' in detail && typeof from !== 'object' && typeof to !== 'object';
  const ordered = isChange ? rest : { ...('from' in detail && { from }), ...('to' in detail && { to }), ...rest };
  const others = Object.entries(ordered).filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => (value === true ? words.name(name) : `${words.name(name)}: ${shown(name, value)}`));
  return [...(isChange ? [`${shown('from', from)} → ${shown('to', to)}`] : []), ...others].join('; ');
}
