import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import express, { Router, type RequestHandler } from 'express';

/** The console's static build: hashed files are kept for ever, pages never; every other page is the console's to route. */
export function serveConsole(dir: string): RequestHandler {
  const root = resolve(dir);
  const page = resolve(root, 'index.html');
  const router = Router();
  router.use(express.static(root, {
    index: false,
    setHeaders: (res, path) => res.setHeader('Cache-Control', path.includes('/immutable/') ? 'public, max-age=31536000, immutable' : 'no-cache'),
  }));
  router.get('/{*path}', (req, res, next) => {
    if (!req.accepts('html') || !existsSync(page)) next();
    else res.setHeader('Cache-Control', 'no-cache').sendFile(page);
  });
  return router;
}
