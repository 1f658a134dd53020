// The Express application: it listens to nothing by itself.
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import express, { type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import { noteRequest } from '../adapters/metrics.ts';
import { startSpan } from '../adapters/tracing.ts';
import { AppError } from '../contract/errors.ts';
import packageJson from '../package.json' with { type: 'json' };
import { compress } from './compress.ts';
import { serveConsole } from './console.ts';
import { scriptHashes } from './content-security.ts';
import type { ApiDeps } from './deps.ts';
import { createErrorHandler } from './errors.ts';
import { handlers } from './handlers.ts';
import { serveMetrics } from './metrics.ts';
import { mountRoutes } from './mount.ts';
import { createOpenApi } from './openapi.ts';

export function createApp(deps: ApiDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', deps.http.trustProxy);
  app.set('query parser', 'simple');
  app.use(identifyRequest(deps));
  app.use(securityHeaders(deps));
  app.use(['/v1', '/docs', '/openapi.json'], compress());
  app.use('/v1', (_req, res, next) => {
    res.setHeader('Cache-Control', 'no-store');
    next();
  });
  app.use(mountRoutes(deps, handlers));
  // Made when somebody asks: a quarter of a second that no start has to wait for.
  let openApi: object | undefined;
  app.get('/openapi.json', (_req, res) => {
    openApi ??= createOpenApi(packageJson.version, deps.http.publicUrl);
    res.set('Cache-Control', 'no-cache').json(openApi);
  });
  app.use('/docs', serveDocs());
  app.get('/metrics', serveMetrics(deps));
  app.use('/v1', () => {
    throw new AppError('route_not_found');
  });
  app.use(serveConsole(deps.http.consoleDir));
  app.use(() => {
    throw new AppError('route_not_found');
  });
  app.use(createErrorHandler(deps.log));
  return app;
}

function identifyRequest({ log }: ApiDeps): RequestHandler {
  return (req, res, next) => {
    req.requestId = randomUUID();
    res.setHeader('X-Request-Id', req.requestId);
    const startedAt = performance.now();
    res.once('close', () => {
      if (!req.routeName) return;
      noteRequest(req.routeName, res.statusCode, performance.now() - startedAt);
      log.info({ requestId: req.requestId, route: req.routeName, tenantId: req.tenantId, status: res.statusCode, ms: Math.round(performance.now() - startedAt), aborted: !res.writableFinished }, 'request');
    });
    const { traceparent } = req.headers;
    startSpan('HTTP request', { kind: 'server', parent: typeof traceparent === 'string' ? traceparent : undefined }, (span) => {
      res.once('close', () => {
        if (req.routeName) span.updateName(`${req.method} ${req.routeName}`);
        span.setAttributes({ 'http.response.status_code': res.statusCode, 'comprobante.request.id': req.requestId });
        span.end();
      });
      next();
    });
  };
}

function securityHeaders({ http }: ApiDeps): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"], scriptSrc: ["'self'", ...scriptHashes(http.consoleDir)], styleSrc: ["'self'", "'unsafe-inline'"], imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"], connectSrc: ["'self'"], manifestSrc: ["'self'"], workerSrc: ["'self'", 'blob:'], formAction: ["'self'"], frameAncestors: ["'none'"], baseUri: ["'none'"], objectSrc: ["'none'"],
      },
    },
    strictTransportSecurity: http.secureCookies ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  });
}

/** Swagger UI from the package, so that it works without the internet. */
function serveDocs(): RequestHandler {
  const files = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  const router = express.Router();
  router.get('/', (req, res, next) => {
    if (!req.originalUrl.split('?')[0]?.endsWith('/')) res.redirect(301, '/docs/');
    else next();
  });
  router.get('/', (_req, res) => {
    res.sendFile(join(import.meta.dirname, 'docs', 'index.html'));
  });
  router.use(express.static(join(import.meta.dirname, 'docs'), { index: false }));
  router.use(express.static(files, { index: false, maxAge: '1 day' }));
  return router;
}
