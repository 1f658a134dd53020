import { randomBytes } from 'node:crypto';
import { createApiKey, listApiKeys } from '../../adapters/database/api-keys.ts';
import { createClient, listClients } from '../../adapters/database/clients.ts';
import type { Database } from '../../adapters/database/database.ts';
import { newSlug } from '../../adapters/database/platform.ts';
import { resealSecrets } from '../../adapters/database/reseal.ts';
import { backUp } from '../../adapters/backup/back-up.ts';
import { restore } from '../../adapters/backup/restore.ts';
import { openObjectStore } from '../../adapters/object-store.ts';
import { createUser } from '../../adapters/database/users.ts';
import { createSecretBox } from '../../adapters/secret-box.ts';
import { config } from '../../config.ts';
import type { Actor } from '../../contract/common.ts';
import { AppError } from '../../contract/errors.ts';
import { Plan } from '../../contract/plans.ts';
import { Role, keyScopes, type Permission } from '../../contract/permissions.ts';
import { parseCuit } from '../../domain/fiscal/cuit.ts';

type Options = Record<string, string | undefined>;

export interface Command {
  usage: string;
  options: string[];
  /** What stands without a name, given to `run` under this one. */
  operand?: string;
  run(db: Database, options: Options): Promise<unknown>;
}

const actor: Actor = { kind: 'system', id: null, name: 'command line' };
const everything = { limit: 1000, offset: 0 };

/** 20 characters of 120 random bits. */
const newPassword = () => randomBytes(15).toString('base64url');

export const commands: Record<string, Command> = {
  'ensure-administrator': {
    usage: '[--email E] [--tenant NAME]', options: ['email', 'tenant'],
    async run(db, { email = 'admin@comprobante.local', tenant = 'Mi estudio' }) {
      if (await db.system.user.count() > 0) return { created: false };
      const password = newPassword();
      // Whoever runs the machine is nobody's customer.
      const { id: tenantId } = await createTenant(db, tenant, 'enterprise');
      await createUser(db, { email, name: 'Administrador', password, tenantId, role: 'owner', isPlatformAdministrator: true });
      return { created: true, email, password, tenantId };
    },
  },
  'create-tenant': {
    usage: '--name NAME [--plan starter|professional|enterprise]', options: ['name', 'plan'],
    run: (db, options) => createTenant(db, required(options, 'name'), Plan.parse(options['plan'] ?? 'professional')),
  },
  'list-tenants': {
    usage: '', options: [],
    run: (db) => db.system.tenant.findMany({ select: { id: true, name: true, plan: true, createdAt: true }, orderBy: { createdAt: 'asc' } }),
  },
  'create-user': {
    usage: '--email E --name NAME [--tenant ID] [--role owner|admin|reviewer|operator|viewer] [--password P]', options: ['email', 'name', 'tenant', 'role', 'password'],
    async run(db, options) {
      const password = options['password'] ?? newPassword();
      const role = Role.parse(options['role'] ?? 'reviewer');
      const email = required(options, 'email');
      const tenantId = await tenantOf(db, options);
      const { id } = await createUser(db, { email, name: options['name'] ?? email, password, tenantId, role, isPlatformAdministrator: false });
      return { id, email, tenantId, role, ...(options['password'] === undefined && { password }) };
    },
  },
  'list-users': {
    usage: '', options: [],
    run: (db) => db.system.user.findMany({ select: { id: true, email: true, name: true, members: { select: { tenantId: true, role: true } } }, orderBy: { createdAt: 'asc' } }),
  },
  'create-client': {
    usage: '--name NAME [--tax-id CUIT] [--tenant ID]', options: ['name', 'tax-id', 'tenant'],
    async run(db, options) {
      const given = options['tax-id'];
      const taxId = given === undefined ? null : parseCuit(given);
      if (given !== undefined && taxId === null) throw new AppError('tax_id_invalid');
      const name = required(options, 'name');
      return db.withTenant(await tenantOf(db, options), (scope) => createClient(scope, { name, taxId, email: null, externalAi: true }));
    },
  },
  'list-clients': {
    usage: '[--tenant ID]', options: ['tenant'],
    run: async (db, options) => (await db.withTenant(await tenantOf(db, options), (scope) => listClients(scope, everything))).items,
  },
  'create-api-key': {
    usage: '--name NAME [--scopes a,b] [--expires-at TIME] [--tenant ID]', options: ['name', 'scopes', 'expires-at', 'tenant'],
    async run(db, options) {
      const scopes = options['scopes']?.split(',') as Permission[] | undefined;
      const unknown = scopes?.filter((s) => !keyScopes.includes(s)) ?? [];
      if (unknown.length > 0) throw new AppError('invalid_request', { details: { unknown, scopes: keyScopes } });
      const name = options['name'] ?? 'command line';
      return db.withTenant(await tenantOf(db, options), (scope) => createApiKey(scope, actor, { name, scopes, expiresAt: options['expires-at'] ?? null }));
    },
  },
  'reseal-secrets': {
    usage: '(after SECRETS_KEY was changed and the key before it put into OLD_SECRETS_KEYS)', options: [],
    run: (db) => resealSecrets(db, createSecretBox(...config.secretsKeys())),
  },
  backup: {
    usage: 'DIR (database and objects, of one moment; everything may go on running)', options: [], operand: 'folder',
    run: (_db, options) => backUp({ ownerUrl: config.migration().ownerUrl, objects: openObjectStore(config.objectStore()), folder: required(options, 'folder') }),
  },
  restore: {
    usage: 'DIR (into a system without documents; stop API and workers before, start them after)', options: [], operand: 'folder',
    run: (_db, options) => restore({ ownerUrl: config.migration().ownerUrl, objects: openObjectStore(config.objectStore()), folder: required(options, 'folder') }),
  },
  'list-api-keys': {
    usage: '[--tenant ID]', options: ['tenant'],
    run: async (db, options) => (await db.withTenant(await tenantOf(db, options), (scope) => listApiKeys(scope, everything))).items,
  },
};

function required(options: Options, name: string): string {
  const value = options[name];
  if (!value) throw new Error(`--${name} is needed`);
  return value;
}

/** The tenant named by --tenant; without it the only one there is. */
async function tenantOf({ system }: Database, { tenant }: Options): Promise<string> {
  const tenants = await system.tenant.findMany({ ...(tenant && { where: { id: tenant } }), select: { id: true }, take: 2 });
  const [only, another] = tenants;
  if (!only) throw new Error(tenant ? `There is no tenant ${tenant}` : 'There is no tenant yet: create-tenant');
  if (another) throw new Error('There are several tenants: say which with --tenant (list-tenants shows them)');
  return only.id;
}

async function createTenant({ system }: Database, name: string, plan: Plan) {
  return system.tenant.create({ data: { name, plan, slug: newSlug(name) }, select: { id: true, name: true, plan: true } });
}
