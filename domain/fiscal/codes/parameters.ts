/** The query parameters of a URL by name in lower case, decoded where they can be; a `;` or an HTML `&amp;` separates them too. */
export function parametersOf(url: string): Map<string, string> {
  const query = url.slice(url.indexOf('?') + 1).replace(/#.*$/s, '');
  const parameters = new Map<string, string>();
  for (const pair of query.split(/&amp;|[&;]/)) {
    const equals = pair.indexOf('=');
    if (equals > 0) parameters.set(pair.slice(0, equals).toLowerCase(), decodeComponent(pair.slice(equals + 1)));
  }
  return parameters;
}

/** A URL component decoded, with `+` as space; as it is where its escapes are broken. */
export function decodeComponent(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' ')).trim();
  } catch {
    return text.trim();
  }
}
