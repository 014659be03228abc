import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  confirmPairingBody,
  demoSiteBody,
  deviceCredentialBody,
  pairingSecretBody,
  signInBody,
} from './http.ts';

const secret = 'x'.repeat(20);
/** Each body of a request, with everything in it. */
const bodies = [
  { name: 'signing in', schema: signInBody, sample: { username: 'chutri', password: 'diemcau' } },
  { name: 'a demo site', schema: demoSiteBody, sample: { unit: '11.103' } },
  { name: 'confirming a pairing', schema: confirmPairingBody, sample: { code: '012345', unit: 'TW' } },
  { name: 'a device’s credential', schema: deviceCredentialBody, sample: { credential: secret } },
  { name: 'claiming a pairing', schema: pairingSecretBody, sample: { secret } },
] as const;

it.each(bodies)(
  'WIRE-1: $name is taken as it is and refused with anything missing, more or of another type',
  ({ schema, sample }) => {
    expect(schema.parse(sample)).toEqual(sample);
    const text = JSON.stringify(sample);
    for (const key of ['extra', '__proto__', 'constructor']) {
      const more = JSON.parse(`${text.slice(0, -1)},"${key}":{"a":1}}`);
      expect(schema.safeParse(more).success, `with ${key}`).toBe(false);
    }
    for (const key of Object.keys(sample)) {
      for (const wrong of [undefined, null, 1, '', ['a'], {}, 'x'.repeat(300)]) {
        expect(schema.safeParse({ ...sample, [key]: wrong }).success, `${key}: ${wrong}`).toBe(false);
      }
    }
  },
);

it('WIRE-3: a user name is trimmed and in small letters, a password is left as it is', () => {
  expect(signInBody.parse({ username: ' ChuTri ', password: ' Mật khẩu ' })).toEqual({
    username: 'chutri',
    password: ' Mật khẩu ',
  });
});

it.each(['12345', '1234567', '12345a', '１２３４５６', ' 123456', '123456\n'])(
  'WIRE-1: %j is no pairing code',
  (code) => {
    expect(confirmPairingBody.safeParse({ code, unit: 'TW' }).success).toBe(false);
  },
);

it('WIRE-4: no JSON makes any of them throw', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      for (const { schema, sample } of bodies) {
        schema.safeParse(value);
        for (const key of Object.keys(sample)) schema.safeParse({ ...sample, [key]: value });
      }
    }),
    { seed: 20_261_123, numRuns: 200 },
  );
});
