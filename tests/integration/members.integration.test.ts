// People of a studio: invitations by mail, roles and seats by plan, removal, the platform above.
import { beforeAll, describe, expect, it } from 'vitest';
import { ApiClient } from '../harness/api-client.ts';
import type { Mailbox } from '../harness/mailbox.ts';
import { addPerson, consoleHeader, cookieOf, signIn } from '../harness/person.ts';
import { joinStack, type JoinedStack } from '../harness/shared-stack.ts';

let stack: JoinedStack;
let mail: Mailbox;
let owner: ApiClient;
const password = 'un tranvía llamado deseo';
const nobody = () => new ApiClient(stack.baseUrl, {});

beforeAll(async () => {
  stack = await joinStack({ worker: false });
  ({ mail } = stack);
  owner = await signIn(stack.baseUrl, stack.administrator);
});

/** Invites, accepts by the mailed link, and answers with the new person. */
async function join(inviter: ApiClient, email: string, role: 'owner' | 'admin' | 'reviewer' | 'operator' | 'viewer'): Promise<ApiClient> {
  await inviter.call('createInvitation', { body: { email, role } });
  const { status, headers } = await nobody().ask('acceptInvitation', { body: { token: await mail.token(email), name: email.split('@')[0] ?? '', password } });
  expect(status).toBe(200);
  return new ApiClient(stack.baseUrl, { ...consoleHeader, cookie: cookieOf(headers) });
}

describe('an invitation', () => {
  it('arrives in the language asked for, tells who invites to what, and makes an account that is signed in', async () => {
    const invitation = await owner.call('createInvitation', { body: { email: 'Ana@Miembros.Example', role: 'reviewer', language: 'en' } });
    expect(invitation).toMatchObject({ email: 'ana@miembros.example', role: 'reviewer', status: 'pending', invitedBy: { name: 'Administrador' } });
    const token = await mail.token('ana@miembros.example', /invites you to work at Mi estudio as reviewer/);
    expect(await nobody().call('lookUpInvitation', { body: { token } })).toMatchObject({ tenantName: 'Mi estudio', email: 'ana@miembros.example', role: 'reviewer', invitedBy: 'Administrador', hasAccount: false });
    expect((await nobody().ask('acceptInvitation', { body: { token } })).body.error).toMatchObject({ code: 'invalid_request', details: { issues: [{ path: 'name' }, { path: 'password' }] } });
    expect((await nobody().ask('acceptInvitation', { body: { token, name: 'Ana', password: 'qwerty123456' } })).body.error.code).toBe('password_too_common');
    const { body, headers } = await nobody().ask('acceptInvitation', { body: { token, name: 'Ana', password } });
    expect(body).toMatchObject({ user: { email: 'ana@miembros.example', name: 'Ana' }, tenant: { role: 'reviewer' } });
    const ana = new ApiClient(stack.baseUrl, { ...consoleHeader, cookie: cookieOf(headers) });
    expect((await ana.call('getSession')).tenant?.name).toBe('Mi estudio');
    expect((await ana.ask('createInvitation', { body: { email: 'x@y.example', role: 'viewer' } })).body.error.code).toBe('forbidden');
    expect((await nobody().ask('acceptInvitation', { body: { token, name: 'Otra', password } })).body.error.code).toBe('token_invalid');
    expect((await owner.call('listInvitations', { query: { status: 'accepted' } })).items.map((i) => i.email)).toContain('ana@miembros.example');
    expect((await owner.ask('createInvitation', { body: { email: 'ana@miembros.example', role: 'viewer' } })).body.error.code).toBe('already_member');
  });

  it('sent again ends the earlier link; taken back ends both; invited again replaces', async () => {
    const email = 'beto@miembros.example';
    const { id } = await owner.call('createInvitation', { body: { email, role: 'viewer' } });
    const first = await mail.token(email);
    await owner.call('resendInvitation', { params: { id } });
    const second = await mail.token(email, new RegExp(`#(?!${first})`));
    const codeOf = async (token: string) => (await nobody().ask('lookUpInvitation', { body: { token } })).body.error?.code;
    expect([await codeOf(first), await codeOf(second)]).toEqual(['token_invalid', undefined]);
    await owner.call('revokeInvitation', { params: { id } });
    expect(await codeOf(second)).toBe('token_invalid');
    expect((await owner.ask('resendInvitation', { params: { id } })).body.error.code).toBe('conflict');
    await owner.call('createInvitation', { body: { email, role: 'operator' } });
    await owner.call('createInvitation', { body: { email, role: 'reviewer' } });
    const waiting = (await owner.call('listInvitations', { query: { status: 'pending' } })).items.filter((i) => i.email === email);
    expect(waiting.map((i) => i.role)).toEqual(['reviewer']);
  });

  it('is mailed at most five times an hour to one person, and once the server of the mails is well again', async () => {
    const email = 'carla@miembros.example';
    await mail.refuse(email, 1);
    for (let i = 0; i < 5; i++) await owner.call('createInvitation', { body: { email, role: 'viewer' } });
    const sixth = await owner.ask('createInvitation', { body: { email, role: 'viewer' } });
    expect([sixth.status, sixth.body.error.code, Number(sixth.headers.get('retry-after')) > 0]).toEqual([429, 'rate_limited', true]);
    await mail.find(email);
  });

  it('used by two at the same moment admits one', async () => {
    const email = 'doble@miembros.example';
    await owner.call('createInvitation', { body: { email, role: 'viewer' } });
    const token = await mail.token(email);
    const answers = await Promise.all([1, 2, 3].map((n) => nobody().ask('acceptInvitation', { body: { token, name: `Doble ${n}`, password } })));
    expect(answers.map((a) => a.status).sort()).toEqual([200, 410, 410]);
    expect((await owner.call('listMembers', { query: { limit: 100 } })).items.filter((m) => m.email === email)).toHaveLength(1);
  });
});

describe('roles', () => {
  it('an admin neither makes nor unmakes an owner; the last owner stays', async () => {
    const admin = await join(owner, 'admin@miembros.example', 'admin');
    const members = (await admin.call('listMembers', { query: { limit: 100 } })).items;
    const ids = (email: string) => ({ id: members.find((m) => m.email === email)?.id ?? '' });
    const mine = ids(stack.administrator.email);
    expect((await admin.ask('createInvitation', { body: { email: 'o@x.example', role: 'owner' } })).body.error.code).toBe('role_beyond_yours');
    expect((await admin.ask('updateMember', { params: ids('ana@miembros.example'), body: { role: 'owner' } })).body.error.code).toBe('role_beyond_yours');
    expect((await admin.ask('removeMember', { params: mine })).body.error.code).toBe('role_beyond_yours');
    expect((await owner.ask('removeMember', { params: mine })).body.error.code).toBe('last_owner');
    expect((await owner.ask('updateMember', { params: mine, body: { role: 'viewer' } })).body.error.code).toBe('last_owner');
    expect((await admin.call('updateMember', { params: ids('ana@miembros.example'), body: { role: 'viewer' } })).role).toBe('viewer');
  });

  it('of two owners who remove each other at the same moment one stays', async () => {
    const second = await join(owner, 'socia@miembros.example', 'owner');
    const members = (await owner.call('listMembers', { query: { limit: 100 } })).items;
    const idOf = (email: string) => ({ id: members.find((m) => m.email === email)?.id ?? '' });
    const answers = await Promise.all([owner.ask('updateMember', { params: idOf('socia@miembros.example'), body: { role: 'viewer' } }), second.ask('updateMember', { params: idOf(stack.administrator.email), body: { role: 'viewer' } })]);
    expect(answers.filter((a) => a.status === 200)).toHaveLength(1);
    const roles = (await stack.api.call('listMembers', { query: { limit: 100 } })).items.filter((m) => m.role === 'owner');
    expect(roles).toHaveLength(1);
    const left = answers[0]?.status === 200 ? owner : second;
    await left.call('updateMember', { params: idOf(roles[0]?.email === stack.administrator.email ? 'socia@miembros.example' : stack.administrator.email), body: { role: 'owner' } });
  });

  it('a removed member is out at once, and what they held is free', async () => {
    const leaving = await join(owner, 'sale@miembros.example', 'reviewer');
    expect((await leaving.ask('listDocuments')).status).toBe(200);
    const { items } = await owner.call('listMembers', { query: { limit: 100 } });
    await owner.call('removeMember', { params: { id: items.find((m) => m.email === 'sale@miembros.example')?.id ?? '' } });
    expect((await leaving.ask('listDocuments')).body.error.code).toBe('forbidden');
    expect((await leaving.call('getSession')).tenant).toBeNull();
    expect((await owner.call('listMembers', { query: { limit: 100 } })).items.map((m) => m.email)).not.toContain('sale@miembros.example');
  });
});

describe('the platform\'s administrator', () => {
  it('adds a studio whose first owner is invited; plan limits seats, roles and documents', async () => {
    const email = 'duena@otro.example';
    const studio = await owner.call('createPlatformTenant', { body: { name: 'El de la dueña', plan: 'starter', ownerEmail: email } });
    expect(studio).toMatchObject({ plan: 'starter', members: 0 });
    const token = await mail.token(email, /El de la dueña/);
    const { headers } = await nobody().ask('acceptInvitation', { body: { token, name: 'Dueña', password } });
    const boss = new ApiClient(stack.baseUrl, { ...consoleHeader, cookie: cookieOf(headers) });
    expect((await boss.ask('listPlatformTenants')).body.error.code).toBe('forbidden');
    expect((await boss.ask('createInvitation', { body: { email: 'a@otro.example', role: 'operator' } })).body.error).toMatchObject({ code: 'role_not_in_plan', details: { plan: 'starter' } });
    await boss.call('createInvitation', { body: { email: 'a@otro.example', role: 'viewer' } });
    await boss.call('createInvitation', { body: { email: 'b@otro.example', role: 'viewer' } });
    expect((await boss.ask('createInvitation', { body: { email: 'c@otro.example', role: 'viewer' } })).body.error).toMatchObject({ code: 'seats_taken', details: { seats: 3 } });
    expect(await boss.call('getTenant')).toMatchObject({ plan: 'starter', limits: { seats: 3, monthlyDocuments: 500 }, usage: { seats: 3, monthlyDocuments: 0 } });
    await owner.call('updatePlatformTenant', { params: { id: studio.id }, body: { plan: 'professional' } });
    await boss.call('createInvitation', { body: { email: 'c@otro.example', role: 'operator' } });
    expect((await owner.call('listPlatformTenants', { query: { q: 'dueña' } })).items).toMatchObject([{ id: studio.id, plan: 'professional', members: 1 }]);
  });

  it('a person of two studios switches; one who has an account accepts signed in', async () => {
    const email = 'ana@miembros.example';
    const { id: tenant } = await stack.admin<{ id: string }>('create-tenant', '--name', 'Tercer estudio');
    await addPerson(stack, { email: 'jefe@tercero.example', tenantId: tenant, role: 'owner', password });
    const boss = await signIn(stack.baseUrl, { email: 'jefe@tercero.example', password });
    await boss.call('createInvitation', { body: { email, role: 'admin' } });
    const token = await mail.token(email, /Tercer estudio/);
    expect((await nobody().ask('acceptInvitation', { body: { token, name: 'Ana', password } })).body.error.code).toBe('sign_in_to_accept');
    expect((await boss.ask('acceptInvitation', { body: { token } })).body.error.code).toBe('sign_in_to_accept');
    const ana = await signIn(stack.baseUrl, { email, password });
    expect(await ana.call('acceptInvitation', { body: { token } })).toMatchObject({ tenant: { name: 'Tercer estudio', role: 'admin' } });
    expect((await ana.call('getSession')).tenant?.id).toBe(tenant);
    await ana.call('chooseTenant', { body: { tenantId: stack.administrator.tenantId } });
    expect((await ana.call('getSession')).tenant).toMatchObject({ id: stack.administrator.tenantId, role: 'viewer' });
    expect((await ana.ask('chooseTenant', { body: { tenantId: '0199d4a0-6c1e-7c54-b3a5-0f6a3b0e4b11' } })).status).toBe(404);
  });

  it('somebody who is removed from the studio they work in works for no other unawares', async () => {
    const email = 'ana@miembros.example';
    const ana = await signIn(stack.baseUrl, { email, password });
    await ana.call('chooseTenant', { body: { tenantId: stack.administrator.tenantId } });
    expect((await ana.ask('listDocuments')).status).toBe(200);
    const { items } = await owner.call('listMembers', { query: { limit: 100 } });
    await owner.call('removeMember', { params: { id: items.find((m) => m.email === email)?.id ?? '' } });
    expect((await ana.ask('createClient', { body: { name: 'Para el estudio equivocado' } })).body.error.code).toBe('forbidden');
    expect((await ana.call('getSession')).tenant?.name).toBe('Tercer estudio');
    expect((await ana.call('listClients')).total).toBe(0);
  });
});

describe('the studio\'s data', () => {
  it('is checked, kept and audited', async () => {
    expect((await owner.ask('updateTenant', { body: { taxId: '30-50001091-3' } })).body.error.code).toBe('tax_id_invalid');
    const tenant = await owner.call('updateTenant', { body: { name: 'Estudio Gómez', legalName: 'Gómez y Asociados SRL', taxId: '30-50001091-2', contactEmail: 'hola@gomez.example', vatCondition: 'responsable_inscripto', phone: '+54 11 5555-0000' } });
    expect(tenant).toMatchObject({ name: 'Estudio Gómez', taxId: '30500010912', plan: 'enterprise', limits: { seats: null } });
    expect((await owner.call('updateTenant', { body: { taxId: '' } })).taxId).toBe('');
    const unchanged = { autoProcess: true, linkAutoProcess: true, linkExpiryDays: 90, linkMaxFiles: null, retentionDays: null };
    expect(await owner.call('getTenantDefaults')).toEqual(unchanged);
    expect(await owner.call('updateTenantDefaults', { body: { autoProcess: false, linkMaxFiles: 50 } })).toEqual({ ...unchanged, autoProcess: false, linkMaxFiles: 50 });
    expect((await owner.call('getSession')).tenant?.autoProcess).toBe(false);
    expect((await owner.ask('updateTenantDefaults', { body: { linkExpiryDays: 0 } })).status).toBe(400);
  });
});
