import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const languages = ['es', 'en'] as const;
type Catalogue = Record<string, unknown>;

/** The screens that begin with a heading of their own, by what their messages begin with. */
const headings: Record<string, string> = {
  '/(app)': 'summary', '/(app)/documents': 'documents', '/(app)/review': 'review', '/(app)/notifications': 'notifications', '/(app)/clients': 'clients', '/(app)/upload-links': 'links',
  '/(app)/operations': 'operations', '/(app)/audit': 'audit', '/(app)/users': 'users', '/(app)/tenant': 'tenant', '/(app)/profile': 'profile', '/(app)/settings/defaults': 'defaults', '/(app)/settings/processing': 'processing',
};

export function readCatalogues(root: string): Record<(typeof languages)[number], Catalogue> {
  const read = (language: string): Catalogue => {
    const folder = join(root, 'messages', language);
    return Object.assign({}, ...readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Catalogue)) as Catalogue;
  };
  return { es: read('es'), en: read('en') };
}

/**
 * What a screen shows before its scripts run: frame and heading, in both languages, of which `before-paint.js` and the style sheet leave one. The screen's own heading takes its place.
 * Empty for a screen without a heading.
 */
export function firstFrame(routeId: string, catalogues: ReturnType<typeof readCatalogues>): string {
  const prefix = headings[routeId];
  if (prefix === undefined) return '';
  const told = languages.map((language) => {
    const [eyebrow, title, lede] = ['eyebrow', 'title', 'lede'].map((part) => {
      const text = catalogues[language][`${prefix}_${part}`];
      if (typeof text !== 'string') throw new Error(`There is no message ${prefix}_${part} in ${language}.`);
      return escaped(text);
    });
    return `<header lang="${language}"><p class="eyebrow">${eyebrow}</p><h1>${title}</h1><p class="lede">${lede}</p></header>`;
  });
  return `<div id="first-frame" aria-hidden="true"><div></div><div>${told.join('')}</div></div>`;
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
