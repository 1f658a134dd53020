import type { Permission } from '../contract.ts';
import { m } from '../paraglide/messages.js';
import type { IconName } from '../ui/Icon.svelte';

export interface Screen {
  path: `/${string}`;
  name: () => string;
  icon: IconName;
  permission: Permission | null;
  /** Under a heading of its own; left out: among the daily ones. */
  group?: 'tenant' | 'platform';
}

/** The screens of the navigation, each shown to those who may see it. */
export const screens: readonly Screen[] = [
  { path: '/', name: m.nav_summary, icon: 'summary', permission: null },
  { path: '/documents', name: m.nav_documents, icon: 'documents', permission: 'documents:read' },
  { path: '/review', name: m.nav_review, icon: 'review', permission: 'reviews:read' },
  { path: '/notifications', name: m.nav_notifications, icon: 'bell', permission: 'notifications:read' },
  { path: '/clients', name: m.nav_clients, icon: 'clients', permission: 'clients:read' },
  { path: '/upload-links', name: m.nav_upload_links, icon: 'link', permission: 'upload-links:read' },
  { path: '/operations', name: m.nav_operations, icon: 'gauge', permission: 'operations:read' },
  { path: '/integrations', name: m.nav_integrations, icon: 'integrations', permission: 'webhooks:read' },
  { path: '/tenant', name: m.nav_tenant, icon: 'tenant', permission: 'tenant:read', group: 'tenant' },
  { path: '/users', name: m.nav_users, icon: 'clients', permission: 'members:read', group: 'tenant' },
  { path: '/settings/defaults', name: m.nav_defaults, icon: 'settings', permission: 'tenant:read', group: 'tenant' },
  { path: '/audit', name: m.nav_audit, icon: 'audit', permission: 'audit:read', group: 'tenant' },
  { path: '/settings/processing', name: m.nav_processing, icon: 'settings', permission: null, group: 'platform' },
];

/** Whether somebody is offered a screen: the platform's are for its administrators alone, whatever their role in a tenant. */
export const isOffered = ({ permission, group }: Screen, session: { can: (permission: Permission) => boolean; isPlatformAdministrator: boolean }): boolean =>
  group === 'platform' ? session.isPlatformAdministrator : permission === null || session.can(permission);
