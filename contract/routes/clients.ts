import { Client, ClientFilter, ClientInput, ClientPatch } from '../client.ts';
import { pageOf } from '../common.ts';
import { byId, route } from '../route-spec.ts';
import { ClientImport, ClientImportOptions, exportTypes } from '../transfer.ts';

/** The studio's clients. */
export const clientRoutes = {
  listClients: route({ method: 'get', path: '/v1/clients', summary: 'List clients', tag: 'Clients', access: 'clients:read', query: ClientFilter, status: 200, response: pageOf(Client) }),
  createClient: route({ method: 'post', path: '/v1/clients', summary: 'Add a client', tag: 'Clients', access: 'clients:write', body: ClientInput, status: 201, response: Client, errors: ['tax_id_invalid', 'tax_id_taken'] }),
  getClient: route({ method: 'get', path: '/v1/clients/{id}', summary: 'Get a client', tag: 'Clients', access: 'clients:read', params: byId, status: 200, response: Client, errors: ['not_found'] }),
  updateClient: route({ method: 'patch', path: '/v1/clients/{id}', summary: 'Change a client', tag: 'Clients', access: 'clients:write', params: byId, body: ClientPatch, status: 200, response: Client, errors: ['not_found', 'tax_id_invalid', 'tax_id_taken'] }),
  exportClients: route({ method: 'get', path: '/v1/clients/export', summary: 'All clients as CSV', tag: 'Clients', access: 'clients:read', status: 200, response: { mediaType: exportTypes.csv } }),
  importClients: route({
    method: 'post', path: '/v1/clients/import', summary: 'Add or change clients from CSV: columns name, taxId, email in English or Spanish; comma, semicolon or tab', tag: 'Clients', access: 'clients:write',
    query: ClientImportOptions, bytes: exportTypes.csv, status: 200, response: ClientImport, errors: ['csv_invalid', 'tax_id_taken'],
  }),
} as const;
