import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { basename, dirname } from 'node:path';
import { keepSecret } from './secret.ts';

/** The key by which this hub vouches for what it wrote: heads of logs, packages of recordings. Ed25519. */
export type SigningKey = {
  /** 64 bytes, of exactly these bytes. */
  sign(bytes: Uint8Array): Buffer;
  /** Whether this very key signed them. */
  verifies(bytes: Uint8Array, signature: Uint8Array): boolean;
  /** Anybody verifies by it (PEM, SPKI). */
  readonly publicKey: string;
  /** SHA-256 (hex) of the public key (DER). */
  readonly fingerprint: string;
};

const generate = (): string =>
  String(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }));

function fingerprintOf(publicKey: KeyObject): string {
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}

/** The Ed25519 key kept in `file`, made at the first start. Throws when the file holds another kind of key. */
export function loadSigningKey(file: string): SigningKey {
  const privateKey = createPrivateKey(keepSecret(dirname(file), basename(file), generate));
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new Error(`${file} holds no Ed25519 key`);
  const publicKey = createPublicKey(privateKey);
  return {
    sign: (bytes) => sign(null, bytes, privateKey),
    verifies: (bytes, signature) => verify(null, bytes, publicKey, signature),
    publicKey: String(publicKey.export({ type: 'spki', format: 'pem' })),
    fingerprint: fingerprintOf(publicKey),
  };
}

/** A public key that somebody else vouches by. */
export type VerifyingKey = Pick<SigningKey, 'verifies' | 'fingerprint' | 'publicKey'>;

/** The Ed25519 public key of a PEM text; null when it is none. */
export function readPublicKey(pem: string): VerifyingKey | null {
  // A private key would be taken for its public half: nobody hands one out by intent.
  if (!pem.includes('-----BEGIN PUBLIC KEY-----')) return null;
  let publicKey: KeyObject;
  try {
    publicKey = createPublicKey(pem);
  } catch {
    return null;
  }
  if (publicKey.asymmetricKeyType !== 'ed25519') return null;
  return {
    verifies: (bytes, signature) => verify(null, bytes, publicKey, signature),
    publicKey: String(publicKey.export({ type: 'spki', format: 'pem' })),
    fingerprint: fingerprintOf(publicKey),
  };
}
