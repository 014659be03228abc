import { createHmac } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { expect, it } from 'vitest';
import type { ParticipantId } from '../../core/id.ts';
import { createAccessTokens } from './access-token.ts';
import { generateTokenKeys } from './token-key.ts';

const keys = generateTokenKeys();
const now = 1_795_000_000_000;
const tokens = createAccessTokens({ keys, clock: { now: () => now }, accessMs: 600_000 });
const sub = 'person:chutri' as ParticipantId;
const iat = now / 1_000;
const claims = { iss: 'diemcau', aud: 'diemcau-hub', sub, device: null, iat, exp: iat + 600 };

/** A token as ours, but for what is given. */
function forge(changes: object = {}, options: { keyid?: string; key?: typeof keys.privateKey } = {}): string {
  return jwt.sign({ ...claims, ...changes }, options.key ?? keys.privateKey, {
    algorithm: 'ES256',
    keyid: options.keyid ?? keys.kid,
  });
}
/** A token put together by hand, for algorithms that jsonwebtoken would not sign with. */
function handmade(alg: string, sign: (input: string) => string): string {
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const input = `${encode({ alg, typ: 'JWT', kid: keys.kid })}.${encode(claims)}`;
  return `${input}.${sign(input)}`;
}
const publicPem = keys.publicKey.export({ type: 'spki', format: 'pem' });

it('reads what it issued, and what is just like it', () => {
  expect(tokens.read(tokens.issue({ participant: sub, device: 'd-1' }).token)).toEqual({
    participant: sub,
    device: 'd-1',
  });
  expect(tokens.read(forge())).toEqual({ participant: sub, device: null });
});

it.each([
  ['without a signature', handmade('none', () => '')],
  [
    'signed by HMAC with the public key',
    handmade('HS256', (input) => createHmac('sha256', publicPem).update(input).digest('base64url')),
  ],
  ['of another key under our key id', forge({}, { key: generateTokenKeys().privateKey })],
  ['of our key under another key id', forge({}, { keyid: 'other' })],
  ['of another issuer', forge({ iss: 'other' })],
  ['for another audience', forge({ aud: 'other' })],
  ['that has ended', forge({ exp: iat })],
  ['of an odd subject', forge({ sub: '../etc' })],
  ['without a subject', forge({ sub: undefined })],
  ['with a device that is no text', forge({ device: 7 })],
  [
    'with a changed claim',
    forge().replace(
      /\.[^.]+\./,
      `.${Buffer.from(JSON.stringify({ ...claims, sub: 'person:x' })).toString('base64url')}.`,
    ),
  ],
])('refuses a token %s', (_, token) => {
  expect(tokens.read(token)).toBeNull();
});
