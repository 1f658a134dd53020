import { call } from '../api.ts';
import type { Permission } from '../contract.ts';
import { m } from '../paraglide/messages.js';
import { isOffered, screens } from '../shell/screens.ts';
import { formatTaxId } from '../tax-id.ts';
import { statusNames } from '../text/names.ts';
import { matchesText } from './matches-text.ts';

export interface Entry {
  id: string;
  label: string;
  detail: string;
  href: string;
}

export interface Group {
  title: string;
  entries: Entry[];
}

const foundAtMost = 6;

/** Screens and actions that match, at once. */
export function ownEntries(typed: string, session: { can: (permission: Permission) => boolean; isPlatformAdministrator: boolean }): Group[] {
  const goTo = screens
    .filter((screen) => isOffered(screen, session))
    .map(({ path, name }) => ({ id: `screen:${path}`, label: name(), detail: '', href: path }));
  const actions: (Entry & { permission: Permission })[] = [
    { id: 'action:upload', label: m.action_upload(), detail: '', href: '/documents', permission: 'documents:write' },
    { id: 'action:review', label: m.action_next_review(), detail: '', href: '/review/next', permission: 'reviews:read' },
    { id: 'action:client', label: m.action_add_client(), detail: '', href: '/clients#add', permission: 'clients:write' },
    { id: 'action:invite', label: m.invite_title(), detail: m.nav_users(), href: '/users', permission: 'members:write' },
    { id: 'action:link', label: m.action_new_link(), detail: '', href: '/upload-links#add', permission: 'upload-links:write' },
    { id: 'action:key', label: m.action_new_key(), detail: '', href: '/integrations#api-keys', permission: 'api-keys:write' },
  ];
  const matching = <E extends Entry>(entries: E[]) => entries.filter(({ label }) => matchesText(label, typed));
  return [
    { title: m.palette_screens(), entries: matching([...goTo, { id: 'screen:/profile', label: m.nav_profile(), detail: '', href: '/profile' }, { id: 'screen:/access', label: m.nav_access(), detail: '', href: '/access' }]) },
    { title: m.palette_actions(), entries: matching(actions.filter(({ permission }) => session.can(permission))) },
  ].filter(({ entries }) => entries.length > 0);
}

/** Documents and clients that the API finds for a text of two letters or more. Throws the signal's reason once aborted. */
export async function foundEntries(typed: string, can: (permission: Permission) => boolean, signal: AbortSignal): Promise<Group[]> {
  if (typed.trim().length < 2) return [];
  const query = { q: typed.trim(), limit: foundAtMost };
  const [documents, clients] = await Promise.all([
    can('documents:read') ? call('listDocuments', { query, signal }) : null,
    can('clients:read') ? call('listClients', { query, signal }) : null,
  ]);
  return [
    {
      title: m.palette_documents(),
      entries: (documents?.items ?? []).map(({ id, issuerName, invoiceNumber, fileName, status }) => ({
        id: `document:${id}`, label: issuerName ?? fileName, detail: [invoiceNumber, issuerName && fileName, statusNames[status]()].filter(Boolean).join(' · '), href: `/documents/${id}`,
      })),
    },
    {
      title: m.palette_clients(),
      entries: (clients?.items ?? []).map(({ id, name, taxId }) => ({ id: `client:${id}`, label: name, detail: taxId ? formatTaxId(taxId) : '', href: `/documents?clientId=${id}` })),
    },
  ].filter(({ entries }) => entries.length > 0);
}
