import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Encrypts short secrets at rest with AES-256-GCM: version byte, 12 bytes nonce, 16 bytes tag, ciphertext. */
export interface SecretBox {
  seal(secret: string): Uint8Array<ArrayBuffer>;
  open(sealed: Uint8Array): string;
}

const version = 1;

/** The first key seals; all of them open, so that a key can be changed while secrets under the one before are still about. */
export function createSecretBox(...keys: [Buffer, ...Buffer[]]): SecretBox {
  return {
    seal(secret) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', keys[0], nonce);
      const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      return new Uint8Array(Buffer.concat([Buffer.of(version), nonce, cipher.getAuthTag(), text]));
    },
    open(sealed) {
      const bytes = Buffer.from(sealed);
      if (bytes[0] !== version) throw new Error('A secret was sealed by an unknown version.');
      for (const key of keys) {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(1, 13));
        decipher.setAuthTag(bytes.subarray(13, 29));
        const text = decipher.update(bytes.subarray(29));
        try {
          return Buffer.concat([text, decipher.final()]).toString('utf8');
        } catch { /* sealed under another key, or changed since */ }
      }
      throw new Error('A secret was sealed under a key that is not known here, or was changed.');
    },
  };
}
