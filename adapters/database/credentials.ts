// Passwords and login e-mails, and the mailed tokens that change them. Tokens stand in `verifications` by their hash and work once.
import type { Language } from '../../contract/common.ts';
import { AppError } from '../../contract/errors.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import { hashPassword, verifyPassword } from '../accounts.ts';
import { isCommonPassword } from '../common-passwords.ts';
import { hashSecretToken, newSecretToken } from '../secret-token.ts';
import type { SecretBox } from '../secret-box.ts';
import { isTaken, type Database } from './database.ts';
import { queueMail } from './mail-queue.ts';

const credential = { providerId: 'credential' };
const resetMinutes = 30;
const emailHours = 24;

interface Person {
  id: string;
  name: string;
  email: string;
  language: string;
}

/** Whether it is the user's password; takes as long for a user without one. */
export async function isPasswordOf({ system }: Database, userId: string, password: string): Promise<boolean> {
  const account = await system.account.findFirst({ where: { userId, ...credential } });
  return verifyPassword(account?.password ?? await unmatchable, password);
}

const unmatchable = hashPassword(newSecretToken());

/** Throws `password_too_common`. */
export function refuseCommonPassword(password: string, { name, email }: Pick<Person, 'name' | 'email'>): void {
  if (isCommonPassword(password, [name, email, email.split('@')[0] ?? ''])) throw new AppError('password_too_common');
}

/** Sets the password and ends every session but `keep`, with a mail that says so. */
export async function setPassword({ system }: Database, secrets: SecretBox, user: Person, password: string, keep: string | null): Promise<void> {
  const hash = await hashPassword(password);
  await system.$transaction((tx) => storePassword(tx, secrets, user, hash, keep));
}

async function storePassword(tx: Prisma.TransactionClient, secrets: SecretBox, user: Person, hash: string, keep: string | null): Promise<void> {
  await tx.account.updateMany({ where: { userId: user.id, ...credential }, data: { password: hash } });
  await tx.session.deleteMany({ where: { userId: user.id, ...(keep && { id: { not: keep } }) } });
  await removeTokens(tx, user.id);
  await queueMail(tx, secrets, { kind: 'password-changed', to: user.email, language: user.language as Language });
}

/** Mails a link that resets the password, where the e-mail has an account; says nothing of whether it has. */
export async function mailPasswordReset({ system }: Database, secrets: SecretBox, email: string, linkOf: (token: string) => string): Promise<void> {
  const user = await system.user.findUnique({ where: { email: email.toLowerCase() } });
  if (!user) return;
  const token = newSecretToken();
  await system.$transaction(async (tx) => {
    await tx.verification.create({ data: { identifier: `password-reset:${hashSecretToken(token)}`, value: user.id, expiresAt: new Date(Date.now() + resetMinutes * 60_000) } });
    await queueMail(tx, secrets, { kind: 'password-reset', to: user.email, language: user.language as Language, link: linkOf(token), minutes: resetMinutes });
  });
}

/** Throws `token_invalid`, `password_too_common`; the token still works after the latter. */
export async function resetPassword({ system }: Database, secrets: SecretBox, token: string, password: string): Promise<void> {
  const identifier = `password-reset:${hashSecretToken(token)}`;
  const found = await system.verification.findFirst({ where: { identifier, expiresAt: { gt: new Date() } } });
  const user = found && await system.user.findUnique({ where: { id: found.value } });
  if (!user) throw new AppError('token_invalid');
  refuseCommonPassword(password, user);
  const hash = await hashPassword(password);
  await system.$transaction(async (tx) => {
    if ((await tx.verification.deleteMany({ where: { identifier } })).count === 0) throw new AppError('token_invalid');
    await storePassword(tx, secrets, user, hash, null);
  });
}

/** Mails a link to the new address and a word to the old one. A new address that has an account is told so; whoever asked is not. */
export async function mailEmailChange({ system }: Database, secrets: SecretBox, user: Person, newEmail: string, linkOf: (token: string) => string): Promise<void> {
  const to = newEmail.toLowerCase();
  const language = user.language as Language;
  const token = newSecretToken();
  const isFree = await system.user.count({ where: { email: to } }) === 0;
  await system.$transaction(async (tx) => {
    if (!isFree) {
      await queueMail(tx, secrets, { kind: 'email-taken', to, language });
      return;
    }
    await tx.verification.create({
      data: { identifier: `email-change:${hashSecretToken(token)}`, value: JSON.stringify({ userId: user.id, email: to }), expiresAt: new Date(Date.now() + emailHours * 3_600_000) },
    });
    await queueMail(tx, secrets, { kind: 'email-change', to, language, link: linkOf(token), hours: emailHours });
    await queueMail(tx, secrets, { kind: 'email-change-asked', to: user.email, language, newEmail: to });
  });
}

/** Throws `token_invalid`, also where the address was taken or changed meanwhile. */
export async function confirmEmailChange({ system }: Database, token: string): Promise<void> {
  const identifier = `email-change:${hashSecretToken(token)}`;
  await system.$transaction(async (tx) => {
    const found = await tx.verification.findFirst({ where: { identifier, expiresAt: { gt: new Date() } } });
    if (!found || (await tx.verification.deleteMany({ where: { identifier } })).count === 0) throw new AppError('token_invalid');
    const { userId, email } = JSON.parse(found.value) as { userId: string; email: string };
    await removeTokens(tx, userId);
    await tx.user.update({ where: { id: userId }, data: { email, emailVerified: true } });
  }).catch((error: unknown) => {
    throw isTaken(error) ? new AppError('token_invalid', { cause: error }) : error;
  });
}

/** Links that were mailed before a password or an e-mail changed work no more. */
async function removeTokens(tx: Prisma.TransactionClient, userId: string): Promise<void> {
  await tx.verification.deleteMany({ where: { OR: [{ identifier: { startsWith: 'password-reset:' }, value: userId }, { identifier: { startsWith: 'email-change:' }, value: { contains: userId } }] } });
}
