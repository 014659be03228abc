import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { patchDtlsTransport } from './dtls-patch.mjs';

const upstream = new URL('../../node_modules/mediasoup/worker/src/RTC/DtlsTransport.cpp', import.meta.url);
const source = readFileSync(upstream, 'utf8');

it('changes one line of the installed mediasoup, and in it the comparison alone', () => {
  const before = source.split('\n');
  const after = patchDtlsTransport(source).split('\n');
  const changed = after.filter((line, index) => line !== before[index]);
  expect(after).toHaveLength(before.length);
  expect(changed).toEqual([
    '\tconst long resultOfcallback = (operationType & BIO_CB_RETURN) ? static_cast<long>(ret) : 1;',
  ]);
});

it('refuses a source without the line, so that a build cannot silently go without the patch', () => {
  expect(() => patchDtlsTransport(patchDtlsTransport(source))).toThrow(/0 times instead of once/);
});

it('refuses a source that holds the line twice', () => {
  expect(() => patchDtlsTransport(source + source)).toThrow(/2 times instead of once/);
});
