import { pageOf } from '../common.ts';
import {
  PlatformAdministrator, PlatformAdministratorFilter, PlatformAdministratorInput, PlatformTenant, PlatformTenantFilter, PlatformTenantInput, PlatformTenantPatch,
} from '../platform.ts';
import { byId, route } from '../route-spec.ts';
import { ProcessingSettings, ProcessingSettingsPatch } from '../settings.ts';

const platform = { tag: 'Platform', access: 'platform-administrator' } as const;

/** What holds for every studio, for whoever runs the platform. */
export const platformRoutes = {
  getProcessingSettings: route({ method: 'get', path: '/v1/settings/processing', summary: 'The thresholds of every tenant', tag: 'Settings', access: 'platform-administrator', status: 200, response: ProcessingSettings }),
  updateProcessingSettings: route({
    method: 'patch', path: '/v1/settings/processing', summary: 'Change the thresholds, for documents that are not yet scored', tag: 'Settings', access: 'platform-administrator',
    body: ProcessingSettingsPatch, status: 200, response: ProcessingSettings,
  }),
  listPlatformTenants: route({ ...platform, method: 'get', path: '/v1/platform/tenants', summary: 'Every studio', query: PlatformTenantFilter, status: 200, response: pageOf(PlatformTenant) }),
  createPlatformTenant: route({ ...platform, method: 'post', path: '/v1/platform/tenants', summary: 'Add a studio and invite its first owner', body: PlatformTenantInput, status: 201, response: PlatformTenant }),
  updatePlatformTenant: route({ ...platform, method: 'patch', path: '/v1/platform/tenants/{id}', summary: 'Change a studio\'s name or plan', params: byId, body: PlatformTenantPatch, status: 200, response: PlatformTenant, errors: ['not_found'] }),
  listPlatformAdministrators: route({ ...platform, method: 'get', path: '/v1/platform/administrators', summary: 'Who runs the platform', query: PlatformAdministratorFilter, status: 200, response: pageOf(PlatformAdministrator) }),
  addPlatformAdministrator: route({ ...platform, method: 'post', path: '/v1/platform/administrators', summary: 'Let a person with an account run the platform', body: PlatformAdministratorInput, status: 201, response: PlatformAdministrator, errors: ['not_found'] }),
  removePlatformAdministrator: route({ ...platform, method: 'delete', path: '/v1/platform/administrators/{id}', summary: 'Let a person no longer run the platform; the last one stays', params: byId, status: 204, errors: ['not_found', 'last_owner'] }),
} as const;
