import { createHash, randomBytes } from 'node:crypto';

/** The secret of a link: 256 random bits. */
export const newSecretToken = (): string => randomBytes(32).toString('base64url');

/** What is stored of it. SHA-256 is enough for so many random bits (ASVS 6.5.2). */
export const hashSecretToken = (token: string): string => createHash('sha256').update(token).digest('hex');
