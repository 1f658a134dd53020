import { existsSync, readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { resolve } from 'node:path';
import { Router, type RequestHandler } from 'express';
import serveCompressed from 'express-static-gzip';
import { AppError } from '../contract/errors.ts';

/**
 * The console's static build, as brotli or gzip where the build has it so and the browser takes it: hashed files are kept for ever, pages never; every other page is the
 * console's to route, and gets the page that names the scripts of its route where the build has one.
 */
export function serveConsole(dir: string): RequestHandler {
  const root = resolve(dir);
  if (!existsSync(resolve(root, 'index.html'))) return (_req, _res, next) => next();
  const files = serveCompressed(root, { enableBrotli: true, orderPreference: ['br', 'gz'], index: false, serveStatic: { index: false, redirect: false, dotfiles: 'ignore', setHeaders: setCaching } });
  const routes = routePages(root);
  const router = Router();
  router.use((req, _res, next) => {
    if (!isDecodable(req.path)) throw new AppError('invalid_request');
    next();
  });
  router.use(files);
  router.get('/{*path}', (req, res, next) => {
    if (!req.accepts('html')) {
      next();
      return;
    }
    req.url = routes.find(({ pattern }) => pattern.test(req.path))?.url ?? '/index.html';
    void files(req, res, next);
  });
  return router;
}

/** What `console/vite/route-pages.ts` wrote. */
function routePages(root: string): { pattern: RegExp; url: string }[] {
  const file = resolve(root, 'routes/index.json');
  if (!existsSync(file)) return [];
  const pages = JSON.parse(readFileSync(file, 'utf8')) as { pattern: string; page: string }[];
  return pages.map(({ pattern, page }) => ({ pattern: new RegExp(pattern), url: `/routes/${page}` }));
}

function setCaching(res: ServerResponse, path: string): void {
  res.setHeader('Cache-Control', path.includes('/immutable/') ? 'public, max-age=31536000, immutable' : 'no-cache');
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
