import { z } from 'zod';
import { Email, Id, Language, Password, PersonName, SecretToken, Timestamp } from './common.ts';

const CurrentPassword = z.string().min(1).max(256);

export const Profile = z.object({
  id: Id,
  name: z.string(),
  email: z.string(),
  language: Language,
  isPlatformAdministrator: z.boolean(),
  secondFactor: z.object({ enabledAt: Timestamp, recoveryCodesLeft: z.int() }).nullable(),
  createdAt: Timestamp,
}).meta({ id: 'Profile' });
export type Profile = z.infer<typeof Profile>;

export const ProfilePatch = z.strictObject({ name: PersonName.optional(), language: Language.optional() }).meta({ id: 'ProfilePatch', examples: [{ name: 'Ana Gómez' }] });
export type ProfilePatch = z.infer<typeof ProfilePatch>;

export const EmailChange = z.strictObject({ email: Email, password: CurrentPassword }).meta({ id: 'EmailChange' });
export type EmailChange = z.infer<typeof EmailChange>;

export const TokenInput = z.strictObject({ token: SecretToken }).meta({ id: 'TokenInput' });
export type TokenInput = z.infer<typeof TokenInput>;

export const PasswordChange = z.strictObject({ currentPassword: CurrentPassword, newPassword: Password }).meta({ id: 'PasswordChange' });
export type PasswordChange = z.infer<typeof PasswordChange>;

export const PasswordResetRequest = z.strictObject({ email: Email }).meta({ id: 'PasswordResetRequest' });
export type PasswordResetRequest = z.infer<typeof PasswordResetRequest>;

export const PasswordReset = z.strictObject({ token: SecretToken, password: Password }).meta({ id: 'PasswordReset' });
export type PasswordReset = z.infer<typeof PasswordReset>;

export const SignedInSession = z.object({
  id: Id,
  isCurrent: z.boolean(),
  ipAddress: z.string().nullable(),
  userAgent: z.string().nullable(),
  createdAt: Timestamp,
  lastSeenAt: Timestamp.meta({ description: 'To the quarter of an hour' }),
  expiresAt: Timestamp,
}).meta({ id: 'SignedInSession' });
export type SignedInSession = z.infer<typeof SignedInSession>;

export const PasswordProof = z.strictObject({ password: CurrentPassword }).meta({ id: 'PasswordProof' });
export type PasswordProof = z.infer<typeof PasswordProof>;

export const SecondFactorSetup = z.object({
  secret: z.string().meta({ description: 'Base32, to type into an authenticator' }),
  uri: z.string().meta({ description: 'otpauth:// for a QR code' }),
}).meta({ id: 'SecondFactorSetup' });
export type SecondFactorSetup = z.infer<typeof SecondFactorSetup>;

export const SecondFactorCode = z.strictObject({ code: z.string().regex(/^\d{6}$/) }).meta({ id: 'SecondFactorCode', examples: [{ code: '492039' }] });
export type SecondFactorCode = z.infer<typeof SecondFactorCode>;

export const RecoveryCodes = z.object({ recoveryCodes: z.array(z.string()).meta({ description: 'Shown this once; each signs in one time without the authenticator' }) }).meta({ id: 'RecoveryCodes' });
export type RecoveryCodes = z.infer<typeof RecoveryCodes>;
