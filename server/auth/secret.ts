import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, 43 characters that are safe in a cookie and in JSON. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** SHA-256 (hex), all that is kept of a secret. Enough, without salt or work, for 256 random bits. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');
