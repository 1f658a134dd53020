import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * True where the secret's owner sent this body within the last five minutes. Take `webhook-id` as the key against repetitions.
 * @param {string} secret
 * @param {Record<string, any>} headers With names in lower case, as Node gives them.
 * @param {string | Buffer} rawBody What came over the wire, before any JSON.parse.
 */
export function verify(secret, headers, rawBody, now = Date.now() / 1000) {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures = '' } = headers;
  if (!id || !(Math.abs(now - Number(timestamp)) <= 300)) return false;
  const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : secret;
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(rawBody).digest();
  return signatures.split(' ').some((/** @type {string} */ signature) => {
    const given = Buffer.from(signature.replace(/^v1,/, ''), 'base64');
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}
