import { Health, Readiness } from '../health.ts';
import { route } from '../route-spec.ts';

/** For machines that watch this one. */
export const healthRoutes = {
  getHealth: route({ method: 'get', path: '/health', summary: 'The process is alive', tag: 'Health', access: 'public', status: 200, response: Health }),
  getReadiness: route({
    method: 'get', path: '/ready', summary: 'The process can serve: its dependencies answer and it is not draining', tag: 'Health', access: 'public',
    status: 200, response: Readiness, errors: ['dependency_unavailable', 'draining'],
  }),
} as const;
