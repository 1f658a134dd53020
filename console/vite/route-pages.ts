import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Adapter, Builder } from '@sveltejs/kit';
import { firstFrame, readCatalogues } from './first-frame.ts';

interface Chunk {
  file: string;
  imports?: string[];
  css?: string[];
}
type Manifest = Record<string, Chunk>;

/** The framework's own list: a route's id, its page's node and the nodes of its layouts. */
type Dictionary = Record<string, [page: number, layouts?: number[]]>;

/**
 * Beside the one page that any address can start from, one for each route, in `routes/`, which names the scripts and styles of that route too: the browser fetches them at once instead of finding them
 * one wave after the other; and a first frame with the screen's heading, which is seen until they run. `routes/index.json` says which addresses each is for; the server picks.
 */
export function withRoutePages(adapter: Adapter, root: string): Adapter {
  return {
    ...adapter,
    name: `${adapter.name}, with a page for each route`,
    async adapt(builder) {
      await adapter.adapt(builder);
      await writePages(builder, root);
    },
  };
}

/** The framework loads the root's error page beside every route. */
const errorNode = 1;

async function writePages(builder: Builder, root: string): Promise<void> {
  const dir = join(root, 'build');
  const catalogues = readCatalogues(root);
  const nodes = join(builder.getBuildDirectory('generated'), 'build/client-optimized');
  const dictionary = dictionaryIn(await readFile(join(nodes, 'app.js'), 'utf8'));
  const manifest = JSON.parse(await readFile(join(builder.getBuildDirectory('output'), 'client/.vite/manifest.json'), 'utf8')) as Manifest;
  const nodeKey = (node: number) => Object.keys(manifest).find((key) => key.endsWith(`/client-optimized/nodes/${node}.js`)) ?? '';
  const shell = await readFile(join(dir, 'index.html'), 'utf8');
  await mkdir(join(dir, 'routes'), { recursive: true });
  const index: { pattern: string; page: string }[] = [];
  for (const { id, pattern } of builder.routes) {
    const [page, layouts = []] = dictionary[id] ?? [];
    if (page === undefined) continue;
    const { scripts, styles } = neededBy([errorNode, ...layouts, page].map(nodeKey), manifest);
    const links = [...scripts].map((file) => `<link href="/${file}" rel="modulepreload">`).concat([...styles].map((file) => `<link href="/${file}" rel="stylesheet">`)).filter((link) => !shell.includes(link));
    const html = shell.replace('</head>', `${links.map((link) => `\t${link}\n\t\t`).join('')}</head>`).replace('<div id="app">', (app) => firstFrame(id, catalogues) + app);
    await writeFile(join(dir, 'routes', `${page}.html`), html);
    index.push({ pattern: pattern.source, page: `${page}.html` });
  }
  await builder.compress(join(dir, 'routes'));
  await writeFile(join(dir, 'routes/index.json'), JSON.stringify(index));
}

function dictionaryIn(source: string): Dictionary {
  const found = /export const dictionary = (\{[\s\S]*?\n\s*\});/.exec(source)?.[1];
  if (found === undefined) throw new Error('The framework lists its routes in another way than this build expects.');
  return JSON.parse(found) as Dictionary;
}

function neededBy(keys: string[], manifest: Manifest): { scripts: Set<string>; styles: Set<string> } {
  const [scripts, styles] = [new Set<string>(), new Set<string>()];
  const visit = (key: string) => {
    const chunk = manifest[key];
    if (!chunk) throw new Error(`The build has no chunk ${key}.`);
    if (scripts.has(chunk.file)) return;
    scripts.add(chunk.file);
    for (const style of chunk.css ?? []) styles.add(style);
    chunk.imports?.forEach(visit);
  };
  keys.forEach(visit);
  return { scripts, styles };
}
