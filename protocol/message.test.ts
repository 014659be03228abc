import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { handshakeSchema, maxMessageBytes, type RequestType, requestSchemas } from './message.ts';
import { settingsSchema } from './settings.ts';

const id = 'person:1';
/** A page with one camera and a microphone that it may not open. */
const equipment = {
  devices: [{ kind: 'camera', id: 'c'.repeat(64), label: 'Logitech BRIO (046d:085e)' }],
  camera: 'c'.repeat(64),
  microphone: null,
  speaker: null,
  cameraFault: null,
  microphoneFault: 'denied',
  volume: 80,
  soundBlocked: false,
  screen: { width: 1920, height: 1080 },
  browser: 'Chromium 156',
};
/** One of each request, with everything in it. */
const samples: { readonly [T in RequestType]: Record<string, unknown> } = {
  'meeting.join': { meeting: 'm1', camera: 'on', takeOver: false },
  'meeting.snapshot': {},
  command: { command: { type: 'microphone.open' } },
  'equipment.report': { equipment },
  'line.ping': {},
  'loop.open': { protocol: 'udp' },
  'loop.connect': { transport: 't1', dtlsParameters: { role: 'client' } },
  'loop.produce': { rtpParameters: {}, rtpCapabilities: {} },
  'loop.start': {},
  'loop.close': {},
  'media.prepare': { rtpCapabilities: { codecs: [] } },
  'media.transport.create': { direction: 'send', forceTcp: true },
  'media.transport.connect': { transport: 't1', dtlsParameters: { role: 'client' } },
  'media.transport.restartIce': { transport: 't1' },
  'media.transport.close': { transport: 't1' },
  'media.produce': { transport: 't1', source: 'camera', kind: 'video', rtpParameters: {} },
  'media.producer.close': { producer: 'p1' },
  'media.consumer.ready': { consumer: 'c1' },
  'media.consumer.size': { consumer: 'c1', size: 'large' },
  'media.view': { pictures: [{ participant: id, size: 'thumbnail' }] },
};
const all = Object.entries(samples) as [RequestType, Record<string, unknown>][];

function takes(type: RequestType, value: unknown): boolean {
  return requestSchemas[type].safeParse(value).success;
}

describe('requests', () => {
  it.each(all)('WIRE-1: %s arrives as it was sent', (type, request) => {
    expect(requestSchemas[type].parse(JSON.parse(JSON.stringify(request)))).toEqual(request);
    expect(Object.keys(samples).sort()).toEqual(Object.keys(requestSchemas).sort());
  });

  it.each(all)('WIRE-1: %s is refused with anything missing, more, or of another type', (type, request) => {
    const text = JSON.stringify(request);
    for (const key of Object.keys(request)) {
      const { [key]: _, ...rest } = request;
      expect(takes(type, rest), `without ${key}`).toBe(false);
      for (const wrong of [null, 1, '', ['a'], 'x'.repeat(101)]) {
        expect(takes(type, { ...request, [key]: wrong }), `${key}: ${JSON.stringify(wrong)}`).toBe(false);
      }
    }
    for (const key of ['extra', '__proto__', 'constructor']) {
      const more = JSON.parse(`${text.slice(0, -1)}${text === '{}' ? '' : ','}"${key}":{"a":1}}`);
      expect(takes(type, more), `with ${key}`).toBe(false);
    }
    for (const wrong of [null, undefined, 'text', 7, [], [request]]) expect(takes(type, wrong)).toBe(false);
  });

  it('WIRE-1: a viewer names at most fifty pictures', () => {
    const pictures = (count: number) =>
      Array.from({ length: count }, () => ({ participant: id, size: 'medium' }));
    expect(takes('media.view', { pictures: pictures(50) })).toBe(true);
    expect(takes('media.view', { pictures: pictures(51) })).toBe(false);
    expect(takes('media.view', { pictures: [{ participant: 'constructor', size: 'medium' }] })).toBe(false);
  });

  it('WIRE-1: a report of equipment is strict inside too, and bounded', () => {
    const reports = (change: object) => takes('equipment.report', { equipment: { ...equipment, ...change } });
    const [camera] = equipment.devices;
    expect(reports({})).toBe(true);
    expect(reports({ devices: Array.from({ length: 30 }, () => camera) })).toBe(true);
    expect(reports({ devices: Array.from({ length: 31 }, () => camera) })).toBe(false);
    expect(reports({ devices: [{ ...camera, kind: 'screen' }] })).toBe(false);
    expect(reports({ devices: [{ ...camera, label: 'x'.repeat(201) }] })).toBe(false);
    expect(reports({ volume: 101 })).toBe(false);
    expect(reports({ more: true })).toBe(false);
  });

  it('WIRE-4: no JSON makes any of them throw', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (value, key) => {
        for (const [type, request] of all) {
          requestSchemas[type].safeParse(value);
          for (const each of [key, ...Object.keys(request)]) {
            requestSchemas[type].safeParse({ ...request, [each]: value });
          }
        }
      }),
      { seed: 20_261_123, numRuns: 100 },
    );
  });
});

describe('the handshake', () => {
  it('WIRE-1: says the token and the version and nothing else', () => {
    expect(handshakeSchema.safeParse({ token: 't', version: 1 }).success).toBe(true);
    for (const wrong of [
      {},
      { token: 't' },
      { token: 't', version: '1' },
      { token: 't', version: 1.5 },
      { token: 't', version: 1, more: 1 },
      { token: 'x'.repeat(4097), version: 1 },
      null,
    ]) {
      expect(handshakeSchema.safeParse(wrong).success).toBe(false);
    }
  });

  it('WIRE-1: a message may have 64 KiB', () => {
    expect(maxMessageBytes).toBe(64 * 1024);
  });
});

describe('settings', () => {
  it('WIRE-1: are whole where a meeting is made', () => {
    expect(settingsSchema.safeParse({ maxSpeakers: 2 }).success).toBe(false);
  });
});
