import { argon2Sync, randomBytes } from 'node:crypto';
import type { Database } from '../../adapters/database/database.ts';
import type { NewUser } from '../../adapters/database/users.ts';

/** A hash that the product takes, and that costs next to nothing: what people's passwords cost is a tenth of a second of the processor for each account and each sign-in, and there are hundreds. */
function cheapHash(password: string): string {
  const cost = { memory: 8, passes: 1, parallelism: 1, tagLength: 32 };
  const nonce = randomBytes(16);
  const tag = argon2Sync('argon2id', { message: password, nonce, ...cost });
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${nonce.toString('base64url')}$${tag.toString('base64url')}`;
}

/** As `createUser` makes an account, but for what its password costs. */
export async function createPerson({ system }: Database, { email, name, password, tenantId, role, isPlatformAdministrator }: NewUser): Promise<void> {
  await system.$transaction(async (tx) => {
    const user = await tx.user.create({ data: { email, name, emailVerified: true, isPlatformAdministrator }, select: { id: true } });
    await tx.account.create({ data: { userId: user.id, accountId: user.id, providerId: 'credential', password: cheapHash(password) } });
    await tx.member.create({ data: { userId: user.id, tenantId, role } });
  });
}

/** Gives an account that there is already its password anew at that price. */
export async function setPassword({ system }: Database, email: string, password: string): Promise<void> {
  await system.account.updateMany({ where: { user: { email } }, data: { password: cheapHash(password) } });
}
