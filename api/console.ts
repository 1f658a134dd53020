import { existsSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { resolve } from 'node:path';
import express, { Router, type RequestHandler } from 'express';
import expressStaticGzip from 'express-static-gzip';

/** The console's static build: hashed files are kept for ever and sent as the build compressed them, pages never; every other page is the console's to route. */
export function serveConsole(dir: string): RequestHandler {
  const root = resolve(dir);
  const page = resolve(root, 'index.html');
  const router = Router();
  const setHeaders = (res: ServerResponse, path: string) => {
    res.setHeader('Cache-Control', path.includes('/immutable/') ? 'public, max-age=31536000, immutable' : 'no-cache');
  };
  router.use('/_app', expressStaticGzip(resolve(root, '_app'), { enableBrotli: true, orderPreference: ['br', 'gzip'], index: false, serveStatic: { setHeaders } }));
  router.use(express.static(root, { index: false, setHeaders }));
  router.get('/{*path}', (req, res, next) => {
    if (!req.accepts('html') || !existsSync(page)) next();
    else res.setHeader('Cache-Control', 'no-cache').sendFile(page);
  });
  return router;
}
