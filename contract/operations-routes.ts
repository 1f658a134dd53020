import { Operations, OperationsFilter, RetriedFailures, RetryFailures } from './operations.ts';
import { route } from './route-spec.ts';

export const operationsRoutes = {
  getOperations: route({
    method: 'get', path: '/v1/operations', summary: 'Machines, queues and workers of the platform; the caller\'s documents, failures and dead letters', tag: 'Operations', access: 'operations:read',
    query: OperationsFilter, status: 200, response: Operations,
  }),
  retryFailures: route({
    method: 'post', path: '/v1/operations/retry-failures', summary: 'Read all documents again that failed with one code, or only count them', tag: 'Operations', access: 'documents:write',
    body: RetryFailures, status: 202, response: RetriedFailures,
  }),
} as const;
