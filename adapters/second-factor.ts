import { createHash, randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

const period = 30;
/** A code of the step before or after counts too, for clocks that go wrong a little. */
const drift = 1;

/** 160 random bits in base32, as authenticators take them (RFC 4226 §4). */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32;

const totp = (secret: string, label = '') => new TOTP({ issuer: 'Comprobante', label, secret: Secret.fromBase32(secret), period });

export const totpUri = (secret: string, email: string): string => totp(secret, email).toString();

/** The step of 30 seconds whose code this is (RFC 6238); null where it is none of now. */
export function totpStep(secret: string, code: string, now: number): number | null {
  const delta = totp(secret).validate({ token: code, timestamp: now, window: drift });
  return delta === null ? null : Math.floor(now / 1000 / period) + delta;
}

const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** 24 characters of 120 random bits, so that a plain hash is enough (ASVS 6.5.2). */
export function newRecoveryCode(): string {
  const letters = [...randomBytes(24)].map((byte) => alphabet[byte % alphabet.length]).join('');
  return letters.replace(/(.{6})(?=.)/g, '$1-');
}

export const hashRecoveryCode = (code: string): string => createHash('sha256').update(code.toUpperCase().replace(/[^A-Z0-9]/g, '')).digest('hex');
