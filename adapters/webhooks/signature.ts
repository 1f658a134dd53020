import { createHmac, randomBytes } from 'node:crypto';

export const newSigningSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

/** The key of the Standard Webhooks signature: base64 after `whsec_`, else the text itself. */
function standardKey(secret: string): Buffer {
  return secret.startsWith('whsec_') ? Buffer.from(secret.slice('whsec_'.length), 'base64') : Buffer.from(secret, 'utf8');
}

export interface SignedMessage {
  id: string;
  /** Of this attempt, in seconds since 1970. */
  timestamp: number;
  body: string;
  /** The current secret first; during a rotation the previous one signs too. Empty: not signed. */
  secrets: string[];
}

/**
 * `x-comprobante-signature`: `sha256=` and the hex HMAC-SHA256 of the raw body under the secret's text.
 * `webhook-*`: Standard Webhooks 1.0.0, `v1,` and the base64 HMAC-SHA256 of `id.timestamp.body`, which stops replays.
 */
export function webhookHeaders({ id, timestamp, body, secrets }: SignedMessage): Record<string, string> {
  const headers: Record<string, string> = { 'webhook-id': id, 'webhook-timestamp': String(timestamp) };
  if (secrets.length === 0) return headers;
  const hex = secrets.map((secret) => `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`);
  const standard = secrets.map((secret) => `v1,${createHmac('sha256', standardKey(secret)).update(`${id}.${timestamp}.${body}`).digest('base64')}`);
  return { ...headers, 'x-comprobante-signature': hex.join(', '), 'webhook-signature': standard.join(' ') };
}
