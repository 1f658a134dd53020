import type { RouteDeprecation } from '../contract/route-spec.ts';

const dayStart = (day: string): Date => new Date(`${day}T00:00:00Z`);

/** What every answer of a deprecated route carries: Deprecation (RFC 9745, a structured date), Sunset (RFC 8594, an HTTP date) and links (RFC 8288) to the policy and the route to use instead. */
export function deprecationHeaders({ since, sunset, instead }: RouteDeprecation): Record<string, string> {
  const links = ['</docs/>; rel="deprecation"; type="text/html"', ...(instead ? [`<${instead}>; rel="successor-version"`] : [])];
  return { Deprecation: `@${dayStart(since).getTime() / 1000}`, Sunset: dayStart(sunset).toUTCString(), Link: links.join(', ') };
}
