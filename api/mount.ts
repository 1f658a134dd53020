// The route table as an Express router: credentials, permission, validation, then the handler. A route without a handler does not compile.
import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import type { z } from 'zod';
import { AppError } from '../contract/errors.ts';
import { routes, type RouteName, type RouteRequest, type RouteResponse } from '../contract/routes.ts';
import type { RouteSpec } from '../contract/route-spec.ts';
import { whyUnstorable } from '../domain/storable.ts';
import { identify, type Caller } from './caller.ts';
import { deprecationHeaders } from './deprecation.ts';
import type { ApiDeps } from './deps.ts';
import { KnownKeys } from './known-keys.ts';
import { createRateLimits, type RateLimits } from './rate-limits.ts';
import { refuseSlowBodies } from './slow-bodies.ts';

export interface Call {
  deps: ApiDeps;
  req: Request;
  res: Response;
}

/** A call by somebody, for a tenant. */
export interface TenantCall extends Call {
  caller: Caller & { tenantId: string };
}

/** A call by a person who signed in, whatever the tenant. */
export interface PersonCall extends Call {
  caller: Caller & { session: NonNullable<Caller['session']> };
}

type CallOf<N extends RouteName> = CallByAccess<(typeof routes)[N]['access']>;
type CallByAccess<A> = A extends 'public' ? Call : A extends 'signed-in' ? Call & { caller: Caller } : A extends 'person' | 'platform-administrator' ? PersonCall : TenantCall;

/** Answers with what the contract says; handlers of bytes write them themselves. */
export type Handler<N extends RouteName> = (request: RouteRequest<N>, call: CallOf<N>) => Promise<RouteResponse<N>>;
export type Handlers<N extends RouteName = RouteName> = { [K in N]: Handler<K> };

const json = express.json({ limit: '1mb', strict: true, type: ['application/json', 'application/*+json'] });

/** Most bytes of a body that is not JSON. */
const bytesLimit = '5mb';

const takesBody = ({ body, bytes, multipart }: RouteSpec): boolean => [body, bytes, multipart].some((part) => part !== undefined);
const bodyOf = ({ body, bytes }: RouteSpec): RequestHandler[] => [...(body ? [json] : []), ...(bytes ? [express.raw({ type: bytes, limit: bytesLimit })] : [])];

export const mountRoutes = (deps: ApiDeps, handlers: Handlers): Router => mountTable(deps, routes, handlers as unknown as Record<string, AnyHandler>);

/** Mounts routes that stand in another table, as tests have them. */
export function mountTable(deps: ApiDeps, table: Record<string, RouteSpec>, handlers: Record<string, AnyHandler>): Router {
  const router = Router({ caseSensitive: true, strict: false });
  const limits = createRateLimits();
  const known = new KnownKeys();
  const patience = refuseSlowBodies(deps.uploads.slowMs);
  const byPath = Map.groupBy(Object.entries(table).sort(([, a], [, b]) => wildness(a) - wildness(b)), ([, { path }]) => path.replace(/\{\w+\}/g, '{}'));
  for (const [path, entries] of byPath) {
    for (const [name, spec] of entries) {
      const handler = handlers[name];
      if (!handler) throw new Error(`the route ${name} (${path}) has no handler`);
      router[spec.method](expressPath(spec), announce(spec), authenticate(deps, limits, known, name as RouteName, spec), ...(spec.tag === 'Health' ? [] : [limits.caller]), permit(spec), ...(takesBody(spec) ? [patience] : []), ...bodyOf(spec), handle(deps, spec, handler));
    }
    const methods = entries.map(([, { method }]) => method.toUpperCase());
    const allowed = [...methods, ...(methods.includes('GET') ? ['HEAD'] : [])].join(', ');
    // Before the paths with parameters that would match as well.
    router.all(expressPath(entries[0]?.[1] as RouteSpec), (_req, res) => {
      res.setHeader('Allow', allowed);
      throw new AppError('method_not_allowed');
    });
  }
  return router;
}

const expressPath = ({ path }: RouteSpec): string => path.replace(/\{(\w+)\}/g, ':$1');

/** Fixed paths come before those with parameters, or `/v1/documents/{id}` would take `/v1/documents/export`. */
const wildness = ({ path }: RouteSpec): number => path.split('{').length;

/** Every answer of a route that will go says so, refusals too. */
function announce({ deprecated }: RouteSpec): RequestHandler {
  const headers = deprecated ? deprecationHeaders(deprecated) : {};
  return (_req, res, next) => {
    res.set(headers);
    next();
  };
}

export type AnyHandler = (request: unknown, call: Call & { caller?: Caller }) => Promise<unknown>;

/** Before the body is read: nobody makes us parse what they may not send. */
function authenticate(deps: ApiDeps, limits: RateLimits, known: KnownKeys, name: RouteName, { access, isEager }: RouteSpec): RequestHandler {
  /** null without credentials that hold. */
  const lookUp = async (req: Request): Promise<Caller | null> => {
    const caller = await identify(deps, req).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'unauthenticated') return null;
      throw error;
    });
    if (isEager) known.note(req.headers.authorization, caller);
    return caller;
  };
  return async (req, res, next) => {
    req.routeName = name;
    if (access === 'public') {
      next();
      return;
    }
    const remembered = isEager ? known.recall(req.headers.authorization) : undefined;
    const recalled = remembered && mayCall(remembered, access) ? remembered : undefined;
    if (recalled) {
      req.confirmed = lookUp(req).then((found) => {
        if (found?.tenantId !== recalled.tenantId) throw new AppError('unauthenticated');
      });
      // Looked at once there is something to tell.
      req.confirmed.catch(() => undefined);
    }
    const caller = recalled ?? await lookUp(req);
    if (!caller) {
      void limits.stranger(req, res, (refusal) => next(refusal ?? new AppError('unauthenticated')));
      return;
    }
    req.caller = caller;
    req.tenantId = caller.tenantId;
    next();
  };
}

/** Counted before, so that nobody asks without end for what they may not have. */
function permit({ access }: RouteSpec): RequestHandler {
  return (req, _res, next) => {
    next(access === 'public' || (req.caller && mayCall(req.caller, access)) ? undefined : new AppError('forbidden'));
  };
}

function handle(deps: ApiDeps, spec: RouteSpec, handler: AnyHandler): RequestHandler {
  return async (req, res) => {
    const call: Call & { caller?: Caller } = { deps, req, res, ...(req.caller && { caller: req.caller }) };
    const answer = await confirmed(req, async () => handler(validate(spec, req), call));
    if (res.headersSent || res.writableEnded) return;
    res.status(res.statusCode === 200 ? spec.status : res.statusCode);
    if (answer === undefined) res.end();
    // No ETag as by `res.json`: nothing of this is stored by anybody.
    else res.setHeader('Content-Type', 'application/json; charset=utf-8').end(JSON.stringify(answer));
  };
}

/** What the work comes to, told to nobody whose credentials hold no more, not even that it failed. */
async function confirmed<T>(req: Request, work: () => Promise<T>): Promise<T> {
  if (!req.confirmed) return work();
  const [, outcome] = await Promise.all([req.confirmed, work().then((value) => () => value, (error: unknown) => () => { throw error; })]);
  return outcome();
}

function mayCall({ tenantId, permissions, session }: Caller, access: Exclude<RouteSpec['access'], 'public'>): boolean {
  if (access === 'signed-in') return true;
  if (access === 'person') return session !== undefined;
  if (access === 'platform-administrator') return session?.user.isPlatformAdministrator === true;
  return tenantId !== null && permissions.includes(access);
}

function validate(spec: RouteSpec, req: Request): unknown {
  if ((spec.body || spec.bytes) && req.body === undefined && hasBody(req)) throw new AppError('unsupported_media_type');
  const parts = { params: [spec.params, req.params], query: [spec.query, req.query], headers: [spec.headers, req.headers], body: [spec.body, req.body ?? {}] } as const;
  const issues: { in: string; path: string; message: string }[] = [];
  const parsed: Record<string, unknown> = {};
  for (const [place, [schema, value]] of Object.entries(parts)) {
    if (!schema) continue;
    const why = whyUnstorable(value);
    if (why) {
      issues.push({ in: place, path: '', message: why });
      continue;
    }
    const result = (schema as z.ZodType).safeParse(value);
    if (result.success) parsed[place] = result.data;
    else issues.push(...result.error.issues.map((issue) => ({ in: place, path: issue.path.join('.'), message: issue.message })));
  }
  if (issues.length > 0) throw new AppError('invalid_request', { details: { issues: issues.slice(0, 20) } });
  return parsed;
}

const hasBody = (req: Request) => req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0;
