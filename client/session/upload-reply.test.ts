import { describe, expect, it } from 'vitest';
import { uploadReply } from './upload-reply.ts';

const faulty = { ok: false, faults: [{ code: 'changed', path: 'a.mkv' }] };

describe('the answer to a package', () => {
  it('may come after white space that kept the line', () => {
    expect(uploadReply(200, `   ${JSON.stringify(faulty)}`)).toEqual({ ok: true, reply: faulty });
  });
  it('that broke off is a line that is gone', () => {
    expect(uploadReply(200, '    ')).toMatchObject({ refusal: { code: 'unavailable' } });
    expect(uploadReply(0, '')).toMatchObject({ refusal: { code: 'unavailable' } });
  });
  it('may be a refusal, in the hub’s words or a proxy’s', () => {
    const refusal = JSON.stringify({ refusal: { code: 'overloaded' } });
    expect(uploadReply(503, refusal)).toMatchObject({ ok: false, refusal: { code: 'overloaded' } });
    expect(uploadReply(413, '<html>')).toMatchObject({ refusal: { code: 'too-large' } });
    expect(uploadReply(500, '<html>')).toMatchObject({ refusal: { code: 'internal' } });
  });
});
