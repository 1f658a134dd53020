import { createHmac, randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { hashPassword, verifyPassword } from './accounts.ts';
import { apiKeyHint, hashApiKey, isApiKey, newApiKey } from './api-key.ts';
import { createSecretBox } from './secret-box.ts';
import { newSigningSecret, webhookHeaders } from './webhooks/signature.ts';

describe('API keys', () => {
  const key = newApiKey();
  it('carry a checksum that tells a typing error', () => {
    expect([isApiKey(key), isApiKey(`${key.slice(0, -1)}${key.endsWith('0') ? '1' : '0'}`), isApiKey('comp_live_xxx'), isApiKey('')]).toEqual([true, false, false, false]);
  });
  it('are long, different each time, and only hinted at', () => {
    expect(key).toMatch(/^comp_live_[0-9A-Za-z]{49}$/);
    expect(newApiKey()).not.toBe(key);
    expect(apiKeyHint(key)).toMatch(/^comp_live_.{4}….{4}$/);
    expect(hashApiKey(key)).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('the secret box', () => {
  const box = createSecretBox(randomBytes(32));
  it('opens what it sealed, never twice the same', () => {
    const sealed = box.seal('whsec_ñ');
    expect([box.open(sealed), Buffer.from(sealed).includes('whsec')]).toEqual(['whsec_ñ', false]);
    expect(Buffer.from(box.seal('whsec_ñ')).equals(Buffer.from(sealed))).toBe(false);
  });
  it('opens with any of its keys and seals with the first', () => {
    const [older, newer] = [randomBytes(32), randomBytes(32)];
    const both = createSecretBox(newer, older);
    expect(both.open(createSecretBox(older).seal('kept'))).toBe('kept');
    expect(createSecretBox(newer).open(both.seal('new'))).toBe('new');
  });
  it('refuses what was changed or sealed under another key', () => {
    const sealed = box.seal('x');
    const changed = Uint8Array.from(sealed, (byte, i) => (i === sealed.length - 1 ? byte ^ 1 : byte));
    expect(() => box.open(changed)).toThrow();
    expect(() => createSecretBox(randomBytes(32)).open(sealed)).toThrow();
  });
});

describe('webhook signatures', () => {
  const message = { id: 'evt_1', timestamp: Math.floor(Date.now() / 1000), body: '{"a":1}' };
  it.each([[newSigningSecret()], ['a secret of my own choosing']])('verify under %s', (secret) => {
    const headers = webhookHeaders({ ...message, secrets: [secret] });
    expect(headers['x-comprobante-signature']).toBe(`sha256=${createHmac('sha256', secret).update(message.body).digest('hex')}`);
    const verifier = secret.startsWith('whsec_') ? new Webhook(secret) : new Webhook(secret, { format: 'raw' });
    expect(verifier.verify(message.body, headers)).toEqual({ a: 1 });
  });
  it('are of both secrets during a rotation', () => {
    const [current, previous] = [newSigningSecret(), newSigningSecret()];
    const headers = webhookHeaders({ ...message, secrets: [current, previous] });
    for (const secret of [current, previous]) expect(new Webhook(secret).verify(message.body, headers)).toEqual({ a: 1 });
    expect(headers['x-comprobante-signature']?.split(', ')).toHaveLength(2);
  });
  it('are left out without a secret', () => expect(Object.keys(webhookHeaders({ ...message, secrets: [] }))).toEqual(['webhook-id', 'webhook-timestamp']));
});

describe('passwords', () => {
  it('verify, and only they', async () => {
    const hash = await hashPassword('correcto caballo');
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=47104,t=1,p=1\$/);
    expect([await verifyPassword(hash, 'correcto caballo'), await verifyPassword(hash, 'correcto caballO'), await verifyPassword('$2b$nonsense', 'x')]).toEqual([true, false, false]);
  });
});
