import { AppError } from '../../contract/errors.ts';
import type { Profile } from '../../contract/profile.ts';
import type { SecondFactor } from '../../prisma/client/client.ts';
import { hashRecoveryCode, newRecoveryCode, newTotpSecret, totpStep, totpUri } from '../second-factor.ts';
import type { SecretBox } from '../secret-box.ts';
import type { Database } from './database.ts';

const recoveryCodeCount = 10;

export async function describeSecondFactor({ system }: Database, userId: string): Promise<Profile['secondFactor']> {
  const row = await system.secondFactor.findUnique({ where: { userId } });
  return row?.enabledAt ? { enabledAt: row.enabledAt.toISOString(), recoveryCodesLeft: row.recoveryCodes.length } : null;
}

/** Makes a secret that does not count yet, in place of an earlier one that never did. Throws `second_factor_enabled`. */
export async function prepareSecondFactor({ system }: Database, secrets: SecretBox, user: { id: string; email: string }): Promise<{ secret: string; uri: string }> {
  const row = await system.secondFactor.findUnique({ where: { userId: user.id } });
  if (row?.enabledAt) throw new AppError('second_factor_enabled');
  const secret = newTotpSecret();
  const data = { secret: secrets.seal(secret), recoveryCodes: [], lastStep: 0 };
  await system.secondFactor.upsert({ where: { userId: user.id }, create: { userId: user.id, ...data }, update: data });
  return { secret, uri: totpUri(secret, user.email) };
}

/** @returns the recovery codes. Throws `second_factor_invalid`, `second_factor_enabled`. */
export async function confirmSecondFactor({ system }: Database, secrets: SecretBox, userId: string, code: string): Promise<string[]> {
  const row = await system.secondFactor.findUnique({ where: { userId } });
  if (row?.enabledAt) throw new AppError('second_factor_enabled');
  const step = row && totpStep(secrets.open(row.secret), code, Date.now());
  if (step === null) throw new AppError('second_factor_invalid');
  const codes = Array.from({ length: recoveryCodeCount }, newRecoveryCode);
  const { count } = await system.secondFactor.updateMany({
    where: { userId, enabledAt: null }, data: { enabledAt: new Date(), lastStep: step, recoveryCodes: codes.map(hashRecoveryCode) },
  });
  if (count === 0) throw new AppError('second_factor_enabled');
  return codes;
}

export async function removeSecondFactor({ system }: Database, userId: string): Promise<void> {
  await system.secondFactor.deleteMany({ where: { userId } });
}

/** Passes where the user has none. Throws `second_factor_needed`, `second_factor_invalid`; a code that passed once never does again. */
export async function passSecondFactor(db: Database, secrets: SecretBox, userId: string, code: string | undefined): Promise<void> {
  const row = await db.system.secondFactor.findUnique({ where: { userId } });
  if (!row?.enabledAt) return;
  if (code === undefined) throw new AppError('second_factor_needed');
  const hasPassed = /^\d{6}$/.test(code) ? await useCode(db, secrets, row, code) : await useRecoveryCode(db, userId, code);
  if (!hasPassed) throw new AppError('second_factor_invalid');
}

async function useCode({ system }: Database, secrets: SecretBox, { userId, secret }: SecondFactor, code: string): Promise<boolean> {
  const step = totpStep(secrets.open(secret), code, Date.now());
  if (step === null) return false;
  return (await system.secondFactor.updateMany({ where: { userId, lastStep: { lt: step } }, data: { lastStep: step } })).count === 1;
}

async function useRecoveryCode({ system }: Database, userId: string, code: string): Promise<boolean> {
  const hash = hashRecoveryCode(code);
  return await system.$executeRaw`
    UPDATE second_factors SET recovery_codes = array_remove(recovery_codes, ${hash}) WHERE user_id = ${userId}::uuid AND ${hash} = ANY(recovery_codes)` === 1;
}
