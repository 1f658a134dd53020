// Every route of the table × every kind of caller, against what the permission table says; and every route × another tenant's ids.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../adapters/database/database.ts';
import { readTenantSigns, tellAlerts } from '../../adapters/database/tenant-signs.ts';
import { keyScopes, rolePermissions, roles, type Permission } from '../../contract/permissions.ts';
import type { RouteSpec } from '../../contract/route-spec.ts';
import { routes, type RouteName } from '../../contract/routes.ts';
import { tenantAlerts } from '../../domain/alerts.ts';
import type { ApiClient } from '../harness/api-client.ts';
import { makeOneOfEverything, type OneOfEverything } from '../harness/one-of-everything.ts';
import { newPerson } from '../harness/person.ts';
import { openStackDatabase } from '../harness/publish.ts';
import { joinStack, type JoinedStack } from '../harness/shared-stack.ts';

let stack: JoinedStack;
let db: Database;
let owner: ApiClient;
const password = 'un tranvía llamado deseo';

beforeAll(async () => {
  stack = await joinStack({ worker: false });
  db = openStackDatabase(stack.env, 2);
  owner = await newPerson(stack, { email: 'owner@uno.example', password, role: 'owner' });
});
afterAll(() => db?.close());

interface Caller {
  name: string;
  headers: Record<string, string>;
  kind: 'nobody' | 'person' | 'key';
  permissions: readonly Permission[];
  runsPlatform?: boolean;
  /** Without the header that other sites cannot set. */
  isForged?: boolean;
}

type Answer = 'taken' | 'unauthenticated' | 'forbidden';
const all = Object.entries(routes) as [RouteName, RouteSpec][];
/** It ends the session that asks: last. */
const inOrder = all.toSorted(([a], [b]) => Number(a === 'signOut') - Number(b === 'signOut'));

function expected({ access, method }: RouteSpec, { kind, permissions, runsPlatform = false, isForged = false }: Caller): Answer {
  if (access === 'public') return 'taken';
  if (kind === 'nobody') return 'unauthenticated';
  if (isForged && method !== 'get') return 'forbidden';
  if (access === 'signed-in') return 'taken';
  if (access === 'person') return kind === 'person' ? 'taken' : 'forbidden';
  if (access === 'platform-administrator') return runsPlatform ? 'taken' : 'forbidden';
  return permissions.includes(access) ? 'taken' : 'forbidden';
}

/** Calls with what no route can take for anything that exists, so that whoever may call changes nothing. */
async function ask({ method, path }: RouteSpec, headers: Record<string, string>): Promise<string> {
  const url = path.replace(/\{(\w+)\}/g, (_, part: string) => (part === 'number' ? '1' : part === 'token' ? 'x'.repeat(43) : randomUUID()));
  const response = await fetch(stack.baseUrl + url, { method: method.toUpperCase(), headers });
  if (response.headers.get('content-type')?.startsWith('text/event-stream')) {
    await response.body?.cancel();
    return 'taken';
  }
  const text = await response.text();
  if (response.status >= 500 && path !== '/ready') return `${response.status} ${text}`;
  const code = response.status === 401 || response.status === 403 ? (JSON.parse(text) as { error: { code: string } }).error.code : 'taken';
  return code;
}

async function everyCaller(): Promise<Caller[]> {
  const nobody = { kind: 'nobody' as const, permissions: [] };
  const key = async (scopes: readonly Permission[]) => {
    const { key: secret, id } = await owner.call('createApiKey', { body: { name: scopes.join().slice(0, 100), scopes: [...scopes] } });
    return { id, headers: { authorization: `Bearer ${secret}` } };
  };
  const persons = await Promise.all(roles.map(async (role): Promise<Caller> => {
    const { headers } = await newPerson(stack, { email: `${role}@matrix.example`, password, role });
    return { name: role, kind: 'person', permissions: rolePermissions[role], headers };
  }));
  const { headers: runner } = await newPerson(stack, { email: 'platform@matrix.example', password, role: 'viewer' });
  await db.system.user.update({ where: { email: 'platform@matrix.example' }, data: { isPlatformAdministrator: true } });
  const { headers: removed } = await newPerson(stack, { email: 'removed@matrix.example', password, role: 'admin' });
  const { items: members } = await owner.call('listMembers', { query: { limit: 100 } });
  for (const email of ['removed@matrix.example', 'platform@matrix.example']) await owner.call('removeMember', { params: { id: members.find((m) => m.email === email)?.id ?? '' } });
  const ended = await newPerson(stack, { email: 'ended@matrix.example', password, role: 'owner' });
  await ended.call('signOut');
  const revoked = await key(keyScopes);
  await owner.call('revokeApiKey', { params: { id: revoked.id } });
  const expired = await key(keyScopes);
  await db.withTenant(stack.administrator.tenantId, ({ tx }) => tx.apiKey.update({ where: { id: expired.id }, data: { expiresAt: new Date(Date.now() - 1000) } }));
  const byScope = await Promise.all(keyScopes.map(async (scope): Promise<Caller> => ({ name: `key ${scope}`, kind: 'key', permissions: [scope], headers: (await key([scope])).headers })));
  return [
    { name: 'no credentials', ...nobody, headers: {} },
    { name: 'another scheme', ...nobody, headers: { authorization: 'Basic b3duZXI6b3duZXI=' } },
    { name: 'a revoked key', ...nobody, headers: revoked.headers },
    { name: 'an expired key', ...nobody, headers: expired.headers },
    { name: 'an ended session', ...nobody, headers: ended.headers },
    { name: 'an owner through another site', kind: 'person', permissions: rolePermissions.owner, isForged: true, headers: { cookie: owner.headers['cookie'] ?? '' } },
    { name: 'a removed admin', kind: 'person', permissions: [], headers: removed },
    { name: 'platform administrator', kind: 'person', permissions: [], runsPlatform: true, headers: runner },
    ...persons, ...byScope,
  ];
}

it('answers every caller on every route as the permission table says', async () => {
  const callers = await everyCaller();
  const unexpected: string[] = [];
  let cells = 0;
  const askAll = async (caller: Caller) => {
    for (const [name, spec] of inOrder) {
      const [want, got] = [expected(spec, caller), await ask(spec, caller.headers)];
      cells++;
      if (got !== want) unexpected.push(`${name} × ${caller.name}: ${got}, and not ${want}`);
    }
  };
  // One caller's calls in order, since the last one signs out; callers beside each other.
  const waiting = [...callers];
  await Promise.all(Array.from({ length: 6 }, async () => { for (let caller = waiting.shift(); caller; caller = waiting.shift()) await askAll(caller); }));
  expect(unexpected).toEqual([]);
  expect(cells).toBe(all.length * (8 + roles.length + keyScopes.length));
}, 180_000);

/** Whose ids a path takes; a route with another kind of id has to be added here. */
const idOf = (theirs: OneOfEverything): [string, string][] => [
  ['/v1/clients/{id}', theirs.client], ['/v1/documents/{id}', theirs.document], ['/v1/review-tasks/{id}', theirs.reviewTask], ['/v1/upload-links/{link}', theirs.uploadLink],
  ['/v1/notifications/{id}', theirs.notification], ['/v1/webhooks/endpoints/{id}', theirs.endpoint], ['/v1/webhooks/deliveries/{id}', theirs.delivery],
  ['/v1/webhooks/dead-letters/{id}', theirs.deadLetter], ['/v1/api-keys/{id}', theirs.apiKey], ['/v1/members/{id}', theirs.member], ['/v1/invitations/{id}', theirs.invitation],
];
/** Not of a tenant: sessions are a person's, studios and administrators the platform's, secrets of links whoever's has them. */
const ofNoTenant = ['/v1/profile/sessions/{id}', '/v1/platform/', '/v1/upload-links/{token}'];

/** A body that the route takes: the first example of its schema. */
const bodyOf = ({ body }: RouteSpec) => (body ? { 'content-type': 'application/json', body: JSON.stringify((body.meta()?.['examples'] as unknown[] | undefined)?.[0] ?? {}) } : null);

async function otherStudio() {
  const { id: tenantId } = await stack.admin<{ id: string }>('create-tenant', '--name', 'Otro estudio', '--plan', 'enterprise');
  const theirOwner = await newPerson(stack, { email: 'owner@dos.example', password, tenantId, role: 'owner' });
  const theirs = await makeOneOfEverything(db, tenantId, theirOwner);
  // Told now, since the API's monitor may look between two readings of the whole studio, and tells the same only once within an hour.
  await tellAlerts(db, tenantId, tenantAlerts(await db.withTenant(tenantId, readTenantSigns)));
  return { tenantId, theirOwner, theirs };
}

/** They tell the time, or of the machine. */
const neverTheSame = ['getStatistics', 'getOperations', 'listSessions', 'getSession'];

/** What the studio's owner sees of everything in it. */
async function everythingOf(person: ApiClient, left: readonly string[] = []): Promise<Record<string, string>> {
  const seen: Record<string, string> = {};
  for (const [name, spec] of all) {
    if (spec.method !== 'get' || spec.path.includes('{') || !spec.path.startsWith('/v1/') || name === 'streamEvents' || left.includes(name) || spec.access === 'platform-administrator') continue;
    const { status, body } = await person.ask(name);
    seen[name] = `${status} ${JSON.stringify(body)}`;
  }
  return seen;
}

it('finds, shows and changes nothing of another tenant on any route', async () => {
  const { theirOwner, theirs } = await otherStudio();
  const before = await everythingOf(theirOwner, neverTheSame);
  for (const [kind, id] of Object.entries(theirs).filter(([k]) => k !== 'uploadToken')) expect([kind, JSON.stringify(before).includes(id)]).toEqual([kind, true]);
  const keys = await owner.call('createApiKey', { body: { name: 'todo' } });
  const unexpected: string[] = [];
  for (const caller of [owner.headers, { authorization: `Bearer ${keys.key}` }]) {
    for (const [name, spec] of all) {
      if (!spec.path.includes('{') || ofNoTenant.some((path) => spec.path.startsWith(path)) || spec.access === 'public') continue;
      const [start, id] = idOf(theirs).find(([path]) => spec.path.startsWith(path)) ?? [];
      if (!start || !id) { unexpected.push(`${name}: no id for ${spec.path}`); continue; }
      const given = bodyOf(spec);
      const response = await fetch(stack.baseUrl + spec.path.replace(/\{(id|link)\}/, id).replace('{number}', '1'), {
        method: spec.method.toUpperCase(), headers: { ...caller, ...(given && { 'content-type': given['content-type'] }) }, ...(given && { body: given.body }),
      });
      const { error } = await response.json() as { error?: { code: string; details?: unknown } };
      const isRefusedAnyway = 'authorization' in caller && !keyScopes.includes(spec.access as Permission);
      if (error?.code !== (isRefusedAnyway ? 'forbidden' : 'not_found')) unexpected.push(`${name}: ${response.status} ${JSON.stringify(error)}`);
    }
  }
  expect(unexpected).toEqual([]);

  // Ids in bodies and filters.
  expect((await owner.ask('createUploadLink', { body: { clientId: theirs.client } })).body.error.code).toBe('client_unknown');
  expect((await owner.upload(theirs.client, [{ name: 'a.xml', bytes: new Uint8Array([60]) }])).body.error.code).toBe('client_unknown');
  for (const action of ['start', 'reprocess', 'cancel', 'erase'] as const) {
    expect((await owner.call('changeDocuments', { body: { action, ids: [theirs.document] } })).results).toMatchObject([{ error: { code: 'not_found' } }]);
  }
  expect((await owner.call('decideReviewTasks', { body: { action: 'approve', ids: [theirs.reviewTask] } })).results).toMatchObject([{ error: { code: 'not_found' } }]);
  expect(await owner.call('requeueDeadLetters', { body: { endpointId: theirs.endpoint } })).toMatchObject({ matching: 0, requeued: 0 });
  for (const [name, query] of [
    ['listDocuments', { clientId: theirs.client }], ['listReviewTasks', { clientId: theirs.client }], ['listUploadLinks', { clientId: theirs.client }], ['listUploadErrors', { linkId: theirs.uploadLink }],
    ['listDeliveries', { endpointId: theirs.endpoint }], ['listDeliveries', { documentId: theirs.document }], ['listDeadLetters', { endpointId: theirs.endpoint }], ['listAudit', { documentId: theirs.document }],
  ] as const) expect([name, (await owner.call(name, { query })).total]).toEqual([name, 0]);

  const mine = await everythingOf(owner);
  for (const [kind, id] of Object.entries(theirs)) expect([kind, JSON.stringify(mine).includes(id)]).toEqual([kind, false]);
  expect(await everythingOf(theirOwner, neverTheSame)).toEqual(before);
});

