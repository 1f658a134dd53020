import { route } from '../route-spec.ts';
import { Samples } from '../sample.ts';

/** Documents by which the product shows itself, made by its own code and read by its own pipeline. */
export const sampleRoutes = {
  getSamples: route({ method: 'get', path: '/v1/samples', summary: 'Whether sample documents are loaded', tag: 'Documents', access: 'documents:read', status: 200, response: Samples }),
  loadSamples: route({ method: 'post', path: '/v1/samples', summary: 'Load sample documents, for a client of their own; they count for no plan', tag: 'Documents', access: 'clients:write', status: 202, response: Samples, errors: ['conflict'] }),
  removeSamples: route({ method: 'delete', path: '/v1/samples', summary: 'Erase the sample documents and their client', tag: 'Documents', access: 'clients:write', status: 204 }),
} as const;
