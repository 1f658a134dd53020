import type { Role } from '../../contract/permissions.ts';
import { hashPassword } from '../accounts.ts';
import { isTaken, type Database } from './database.ts';

export interface NewUser {
  email: string;
  name: string;
  password: string;
  tenantId: string;
  role: Role;
  isPlatformAdministrator: boolean;
}

/** The user with its password and membership, as better-auth keeps them. Throws where the e-mail has an account. */
export async function createUser({ system }: Database, { email, name, password, tenantId, role, isPlatformAdministrator }: NewUser) {
  const hash = await hashPassword(password);
  return system.$transaction(async (tx) => {
    const user = await tx.user.create({ data: { email: email.toLowerCase(), name, emailVerified: true, isPlatformAdministrator }, select: { id: true } });
    await tx.account.create({ data: { userId: user.id, accountId: user.id, providerId: 'credential', password: hash } });
    await tx.member.create({ data: { userId: user.id, tenantId, role } });
    return user;
  }).catch((error: unknown) => {
    throw isTaken(error) ? new Error(`There is a user ${email} already`) : error;
  });
}
