import type { Carrier } from '../domain/ports.ts';

/** What a file was read with, for the trace: its kind, where its words came from, and each page that failed with what it failed of. */
export function carrierSummary({ kind, pages, codes, faults }: Pick<Carrier, 'kind' | 'pages' | 'codes' | 'faults'>): string {
  const origins = [...new Set(pages.map((page) => page.origin))].filter((origin) => origin !== 'none');
  const means = [kind, ...origins, ...(codes.length > 0 ? ['codes'] : [])].join('+');
  return [means, ...faults.map(({ page, code }) => `p. ${page}: ${code}`)].join(', ');
}
