type Parameters = Record<string, unknown>;

/**
 * The URL of a call: `{name}` places filled from `params`, `query` appended in key order.
 * Lists are joined by commas; undefined, null, empty text and empty lists are left out.
 */
export function requestUrl(path: string, params: Parameters = {}, query: Parameters = {}): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined || value === null) throw new Error(`${path} needs ${name}`);
    return encodeURIComponent(String(value));
  });
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    const text = Array.isArray(value) ? value.join(',') : value === undefined || value === null ? '' : String(value);
    if (text !== '') search.set(name, text);
  }
  const suffix = search.toString();
  return suffix === '' ? filled : `${filled}?${suffix}`;
}
