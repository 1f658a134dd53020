// The route table as an Express router: credentials, permission, validation, then the handler. A route without a handler does not compile.
import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import type { z } from 'zod';
import { AppError } from '../contract/errors.ts';
import { routes, type RouteName, type RouteRequest, type RouteResponse } from '../contract/routes.ts';
import type { RouteSpec } from '../contract/route-spec.ts';
import { identify, type Caller } from './caller.ts';
import type { ApiDeps } from './deps.ts';

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

const bodyOf = ({ body, bytes }: RouteSpec): RequestHandler[] => [...(body ? [json] : []), ...(bytes ? [express.raw({ type: bytes, limit: bytesLimit })] : [])];

export function mountRoutes(deps: ApiDeps, handlers: Handlers): Router {
  const router = Router({ caseSensitive: true, strict: false });
  const methods = new Map<string, string[]>();
  for (const name of (Object.keys(routes) as RouteName[]).sort((a, b) => wildness(a) - wildness(b))) {
    const spec: RouteSpec = routes[name];
    const path = spec.path.replace(/\{(\w+)\}/g, ':$1');
    methods.set(path, [...(methods.get(path) ?? []), spec.method.toUpperCase()]);
    router[spec.method](path, ...bodyOf(spec), handle(deps, name, spec, handlers[name] as unknown as AnyHandler));
  }
  for (const [path, allowed] of methods) {
    router.all(path, (_req, res) => {
      res.setHeader('Allow', allowed.join(', '));
      throw new AppError('method_not_allowed');
    });
  }
  return router;
}

/** Fixed paths come before those with parameters, or `/v1/documents/{id}` would take `/v1/documents/export`. */
const wildness = (name: RouteName): number => routes[name].path.split('{').length;

type AnyHandler = (request: unknown, call: Call & { caller?: Caller }) => Promise<unknown>;

function handle(deps: ApiDeps, name: RouteName, spec: RouteSpec, handler: AnyHandler): RequestHandler {
  return async (req, res) => {
    req.routeName = name;
    const call: Call & { caller?: Caller } = { deps, req, res };
    if (spec.access !== 'public') {
      call.caller = await identify(deps, req);
      req.tenantId = call.caller.tenantId;
      if (!mayCall(call.caller, spec.access)) throw new AppError('forbidden');
    }
    const answer = await handler(validate(spec, req), call);
    if (res.headersSent || res.writableEnded) return;
    res.status(res.statusCode === 200 ? spec.status : res.statusCode);
    if (answer === undefined) res.end();
    else res.json(answer);
  };
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
    const result = (schema as z.ZodType).safeParse(value);
    if (result.success) parsed[place] = result.data;
    else issues.push(...result.error.issues.map((issue) => ({ in: place, path: issue.path.join('.'), message: issue.message })));
  }
  if (issues.length > 0) throw new AppError('invalid_request', { details: { issues: issues.slice(0, 20) } });
  return parsed;
}

const hasBody = (req: Request) => req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0;
