import type { Plugin } from 'vite';
import { eventTypes } from '../../contract/webhook.ts';
import { documentStatuses } from '../../contract/document.ts';
import { amountFields, dateFields, fieldNames, keyFields } from '../../contract/extraction.ts';
import { keyScopes, rolePermissions, roles } from '../../contract/permissions.ts';
import { routes } from '../../contract/routes.ts';

const id = 'virtual:contract-values';

/**
 * Gives the browser the plain values of the contract (methods, paths, lists of names) without the schemas that they come from,
 * so that no validation library is part of the bundle.
 */
export function contractValues(): Plugin {
  const values = {
    routes: Object.fromEntries(Object.entries(routes).map(([name, { method, path, access }]) => [name, { method, path, isPublic: access === 'public' }])),
    documentStatuses,
    fieldNames,
    keyFields,
    amountFields,
    dateFields,
    eventTypes,
    keyScopes,
    rolePermissions,
    roles,
  };
  return {
    name: 'contract-values',
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load: (resolved) => (resolved === `\0${id}` ? `export default ${JSON.stringify(values)};` : undefined),
  };
}
