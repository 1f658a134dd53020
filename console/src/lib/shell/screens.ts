import type { Permission } from '../contract.ts';
import { m } from '../paraglide/messages.js';
import type { IconName } from '../ui/Icon.svelte';

export interface Screen {
  path: `/${string}`;
  name: () => string;
  icon: IconName;
  permission: Permission | null;
}

/** The screens of the navigation, each shown to those who may see it. */
export const screens: readonly Screen[] = [
  { path: '/', name: m.nav_summary, icon: 'summary', permission: null },
  { path: '/documents', name: m.nav_documents, icon: 'documents', permission: 'documents:read' },
  { path: '/review', name: m.nav_review, icon: 'review', permission: 'reviews:read' },
  { path: '/notifications', name: m.nav_notifications, icon: 'bell', permission: 'notifications:read' },
  { path: '/clients', name: m.nav_clients, icon: 'clients', permission: 'clients:read' },
  { path: '/integrations', name: m.nav_integrations, icon: 'integrations', permission: 'webhooks:read' },
];
