import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import { keepSecret } from '../../config/secret.ts';

/** The ES256 key pair that signs access tokens. `kid` is derived from the public key, so it changes with it. */
export type TokenKeys = {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly kid: string;
};

function keysOf(privateKey: KeyObject): TokenKeys {
  const publicKey = createPublicKey(privateKey);
  const der = publicKey.export({ type: 'spki', format: 'der' });
  return { privateKey, publicKey, kid: createHash('sha256').update(der).digest('base64url').slice(0, 16) };
}

const generate = (): KeyObject => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

/** A pair that nobody keeps, for tests. */
export const generateTokenKeys = (): TokenKeys => keysOf(generate());

/** The pair kept in `folder/token.pem`, made at the first start. Throws when the file holds no P-256 key. */
export function loadTokenKeys(folder: string): TokenKeys {
  const pem = keepSecret(folder, 'token.pem', () =>
    String(generate().export({ type: 'pkcs8', format: 'pem' })),
  );
  const privateKey = createPrivateKey(pem);
  if (privateKey.asymmetricKeyDetails?.namedCurve !== 'prime256v1')
    throw new Error(`${folder}/token.pem holds no P-256 key`);
  return keysOf(privateKey);
}
