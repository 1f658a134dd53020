import { Secret, TOTP } from 'otpauth';
import { expect, it } from 'vitest';
import { hashRecoveryCode, newRecoveryCode, newTotpSecret, totpStep, totpUri } from './second-factor.ts';

const now = Date.UTC(2026, 2, 6, 18, 42, 59);
const step = Math.floor(now / 30_000);

it('a code counts in its step and in those beside it', () => {
  const secret = newTotpSecret();
  const codeAt = (timestamp: number) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp });
  expect([-60_000, -30_000, 0, 30_000, 60_000].map((ms) => totpStep(secret, codeAt(now + ms), now))).toEqual([null, step - 1, step, step + 1, null]);
});

it('gives an address that authenticators read', () => {
  expect(totpUri('JBSWY3DPEHPK3PXP', 'ana@estudio.example')).toMatch(/^otpauth:\/\/totp\/Comprobante:ana%40estudio\.example\?.*secret=JBSWY3DPEHPK3PXP/);
});

it('recovery codes are taken however they are typed', () => {
  const code = newRecoveryCode();
  expect(code).toMatch(/^(?:[A-Z2-9]{6}-){3}[A-Z2-9]{6}$/);
  expect(hashRecoveryCode(code.toLowerCase().replaceAll('-', ' '))).toBe(hashRecoveryCode(code));
});
