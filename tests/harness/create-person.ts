import { argon2Sync, randomBytes } from 'node:crypto';
import type { NewUser } from '../../adapters/database/users.ts';
import { withOwner } from './database.ts';

/** A hash that the product takes, and that costs next to nothing: what people's passwords cost is a tenth of a second of the processor for each account and each sign-in, and there are hundreds. */
function cheapHash(password: string): string {
  const cost = { memory: 8, passes: 1, parallelism: 1, tagLength: 32 };
  const nonce = randomBytes(16);
  const tag = argon2Sync('argon2id', { message: password, nonce, ...cost });
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${nonce.toString('base64url')}$${tag.toString('base64url')}`;
}

/** As `createUser` makes an account, but for what its password costs, and what a database client does before its first question. */
export async function createPerson(env: NodeJS.ProcessEnv, { email, name, password, tenantId, role, isPlatformAdministrator }: NewUser): Promise<void> {
  await withOwner(env, (owner) => owner.query(`
    WITH person AS (INSERT INTO users (id, name, email, email_verified, is_platform_administrator, updated_at) VALUES (gen_random_uuid(), $1, $2, true, $3, now()) RETURNING id),
    account AS (INSERT INTO accounts (id, user_id, account_id, provider_id, password, updated_at) SELECT gen_random_uuid(), id, id, 'credential', $4, now() FROM person)
    INSERT INTO members (id, tenant_id, user_id, role) SELECT gen_random_uuid(), $5, id, $6 FROM person`, [name, email, isPlatformAdministrator, cheapHash(password), tenantId, role]));
}

/** Gives an account that there is already its password anew at that price. */
export async function setPassword(env: NodeJS.ProcessEnv, email: string, password: string): Promise<void> {
  await withOwner(env, (owner) => owner.query('UPDATE accounts SET password = $2 FROM users WHERE users.id = user_id AND email = $1', [email, cheapHash(password)]));
}
