import { ApiKey, ApiKeyCreated, ApiKeyFilter, ApiKeyInput, CurrentSession, SignIn, TenantChoice } from '../account.ts';
import { pageOf } from '../common.ts';
import { byId, route } from '../route-spec.ts';

/** Sessions and API keys. */
export const accessRoutes = {
  signIn: route({
    method: 'post', path: '/v1/session', summary: 'Sign in; sets the session cookie', tag: 'Access', access: 'public', body: SignIn, status: 200,
    response: CurrentSession, errors: ['invalid_credentials', 'second_factor_needed', 'second_factor_invalid', 'rate_limited'],
  }),
  getSession: route({ method: 'get', path: '/v1/session', summary: 'Who is calling, for which tenant, and what they may do', tag: 'Access', access: 'signed-in', status: 200, response: CurrentSession }),
  signOut: route({ method: 'delete', path: '/v1/session', summary: 'Sign out; ends the session', tag: 'Access', access: 'signed-in', status: 204 }),
  chooseTenant: route({ method: 'post', path: '/v1/session/tenant', summary: 'Work for another tenant that the user belongs to', tag: 'Access', access: 'signed-in', body: TenantChoice, status: 200, response: CurrentSession, errors: ['not_found'] }),
  listApiKeys: route({ method: 'get', path: '/v1/api-keys', summary: 'List API keys', tag: 'Access', access: 'api-keys:read', query: ApiKeyFilter, status: 200, response: pageOf(ApiKey) }),
  createApiKey: route({ method: 'post', path: '/v1/api-keys', summary: 'Make an API key; it is shown this once', tag: 'Access', access: 'api-keys:write', body: ApiKeyInput, status: 201, response: ApiKeyCreated }),
  revokeApiKey: route({ method: 'delete', path: '/v1/api-keys/{id}', summary: 'Revoke an API key at once', tag: 'Access', access: 'api-keys:write', params: byId, status: 204, errors: ['not_found'] }),
} as const;
