const shown = (value: unknown): string => {
  if (value === null || value === undefined) return '—';
  if (Array.isArray(value)) return value.map(shown).join(', ');
  return typeof value === 'object' ? detailText(value as Record<string, unknown>) : String(value as string | number | boolean);
};

/** The detail of an audit line on one line; a change reads from left to right. */
export function detailText(detail: Record<string, unknown>): string {
  const { from, to, ...rest } = detail;
  const isChange = 'from' in detail && 'to' in detail && typeof from !== 'object' && typeof to !== 'object';
  const others = Object.entries(isChange ? rest : detail).filter(([, value]) => value !== null && value !== undefined).map(([name, value]) => `${name}: ${shown(value)}`);
  return [...(isChange ? [`${shown(from)} → ${shown(to)}`] : []), ...others].join('; ');
}
