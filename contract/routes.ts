// The route table: one entry per API operation. Express mounts it, OpenAPI is made from it, the console's client is typed by it.
import type { z } from 'zod';
import type { RouteSpec } from './route-spec.ts';
import { accessRoutes } from './routes/access.ts';
import { clientRoutes } from './routes/clients.ts';
import { documentRoutes } from './routes/documents.ts';
import { healthRoutes } from './routes/health.ts';
import { operationsRoutes } from './routes/operations.ts';
import { platformRoutes } from './routes/platform.ts';
import { profileRoutes } from './routes/profile.ts';
import { reviewRoutes } from './routes/reviews.ts';
import { sampleRoutes } from './routes/samples.ts';
import { tenantRoutes } from './routes/tenant.ts';
import { uploadLinkRoutes } from './routes/upload-links.ts';
import { webhookRoutes } from './routes/webhooks.ts';

export const routes = {
  ...healthRoutes,
  ...accessRoutes,
  ...clientRoutes,
  ...documentRoutes,
  ...reviewRoutes,
  ...sampleRoutes,
  ...uploadLinkRoutes,
  ...webhookRoutes,
  ...operationsRoutes,
  ...tenantRoutes,
  ...profileRoutes,
  ...platformRoutes,
} as const satisfies Record<string, RouteSpec>;

export type Routes = typeof routes;
export type RouteName = keyof Routes;

type Infer<T> = T extends z.ZodType ? z.infer<T> : undefined;
type Input<T> = T extends z.ZodType ? z.input<T> : undefined;
type Part<R, K extends string> = R extends Record<K, infer T> ? T : undefined;

/** What a handler gets once the request is validated. */
export interface RouteRequest<N extends RouteName> {
  params: Infer<Part<Routes[N], 'params'>>;
  query: Infer<Part<Routes[N], 'query'>>;
  headers: Infer<Part<Routes[N], 'headers'>>;
  body: Infer<Part<Routes[N], 'body'>>;
}

/** What a caller sends, before defaults are filled in. */
export interface RouteInput<N extends RouteName> {
  params: Input<Part<Routes[N], 'params'>>;
  query: Input<Part<Routes[N], 'query'>>;
  body: Input<Part<Routes[N], 'body'>>;
}

/** What a route answers with; undefined for bytes and for 204. */
export type RouteResponse<N extends RouteName> = Infer<Part<Routes[N], 'response'>>;
