import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ParticipantCommand } from '../core/command.ts';
import { requires } from '../core/decide/gate.ts';
import { usualSettings } from '../core/settings.ts';
import { id } from '../test/doubles/meeting.ts';
import { commandSchema, commandSchemas } from './command.ts';

type Type = ParticipantCommand['type'];
type Sample = { readonly [T in Type]: Extract<ParticipantCommand, { type: T }> };

/** One of each, with everything in it. */
const samples: Sample = {
  'meeting.open': { type: 'meeting.open' },
  'meeting.close': { type: 'meeting.close' },
  'meeting.rest': { type: 'meeting.rest', until: 1_800_000_000_000 },
  'meeting.resume': { type: 'meeting.resume' },
  'meeting.reschedule': { type: 'meeting.reschedule', scheduledAt: 1_800_000_000_000, reason: 'Bão số 12' },
  'meeting.postpone': { type: 'meeting.postpone', reason: 'Bão số 12' },
  'meeting.cancel': { type: 'meeting.cancel', reason: 'Bão số 12' },
  'trial.open': { type: 'trial.open' },
  'trial.close': { type: 'trial.close' },
  'trial.report': {
    type: 'trial.report',
    participant: id('site:TW'),
    check: 'line',
    passed: true,
    note: '',
    measure: { roundTripMs: 12.5, lossPercent: 0.2, upKbps: 2_000, downKbps: 8_000, udp: true, tcp: true },
  },
  'settings.change': { type: 'settings.change', settings: usualSettings },
  'agenda.select': { type: 'agenda.select', item: id('a1') },
  'agenda.change': {
    type: 'agenda.change',
    agenda: [
      {
        id: id('a1'),
        title: 'Báo cáo kinh tế - xã hội',
        presenter: 'Sở Tài chính',
        plannedMs: 900_000,
        kinds: ['presentation', 'discussion'],
        limitMsByKind: { discussion: 300_000 },
      },
    ],
  },
  'participant.leave': { type: 'participant.leave' },
  'participant.admit': { type: 'participant.admit', participant: id('person:1') },
  'participant.deny': { type: 'participant.deny', participant: id('person:1') },
  'role.grant': { type: 'role.grant', participant: id('person:1'), role: 'chair', unit: id('TW') },
  'role.revoke': { type: 'role.revoke', participant: id('person:1'), role: 'observer', unit: id('11.103') },
  'deputy.start': { type: 'deputy.start', participant: id('person:1'), unit: id('TW') },
  'deputy.end': { type: 'deputy.end', unit: id('TW') },
  'floor.request': { type: 'floor.request', floor: 'speech', kind: 'paper', topic: 'Đường liên xã' },
  'floor.cancel': { type: 'floor.cancel', request: id('f1') },
  'floor.grant': {
    type: 'floor.grant',
    floor: 'content',
    participant: id('site:TW'),
    kind: 'debate',
    limitMs: 10_000,
  },
  'floor.next': { type: 'floor.next' },
  'floor.deny': { type: 'floor.deny', request: id('f1'), reason: 'Để sau' },
  'floor.move': { type: 'floor.move', request: id('f1'), position: 0 },
  'floor.forward': { type: 'floor.forward', request: id('f1') },
  'floor.enlist': {
    type: 'floor.enlist',
    participants: [id('site:TW'), id('person:1')],
    kind: 'paper',
    limitMs: 600_000,
  },
  'floor.delegate': { type: 'floor.delegate', unit: id('11'), kind: 'discussion', limitMs: 600_000 },
  'floor.extend': { type: 'floor.extend', grant: id('f1'), byMs: 120_000 },
  'floor.pause': { type: 'floor.pause', grant: id('f1') },
  'floor.resume': { type: 'floor.resume', grant: id('f1') },
  'floor.release': { type: 'floor.release', grant: id('f1') },
  'floor.revoke': { type: 'floor.revoke', grant: id('f1') },
  'question.call': { type: 'question.call', asker: id('person:1'), answerer: id('person:2') },
  'question.end': { type: 'question.end' },
  'opinion.collect': { type: 'opinion.collect' },
  'opinion.write': { type: 'opinion.write', opinion: id('f1'), topic: 'Đường liên xã', text: 'Đề nghị…' },
  'microphone.open': { type: 'microphone.open' },
  'microphone.close': { type: 'microphone.close' },
  'microphone.mute': { type: 'microphone.mute', participant: id('site:TW') },
  'microphone.muteAll': { type: 'microphone.muteAll', unit: id('TW') },
  'camera.start': { type: 'camera.start' },
  'camera.stop': { type: 'camera.stop' },
  'sidebar.open': { type: 'sidebar.open', unit: id('11') },
  'sidebar.close': { type: 'sidebar.close', unit: id('11') },
  'sidebar.recall': { type: 'sidebar.recall', participant: id('site:11') },
  'sidebar.rejoin': { type: 'sidebar.rejoin', participant: id('site:11') },
  'stage.spotlight': { type: 'stage.spotlight', participant: id('site:11') },
  'attendance.count': { type: 'attendance.count', participant: id('site:11'), expected: 40, present: 38 },
  'attendance.mark': {
    type: 'attendance.mark',
    participant: id('person:1'),
    state: 'absent',
    reason: 'Đi công tác',
  },
  'attendance.substitute': {
    type: 'attendance.substitute',
    participant: id('person:1'),
    name: 'Lò Thị Mai',
    position: 'Phó Chủ tịch',
  },
  'attendance.consent': { type: 'attendance.consent', participant: id('person:1'), given: true },
  'rollCall.start': { type: 'rollCall.start', unit: id('TW') },
  'rollCall.answer': { type: 'rollCall.answer', unit: id('TW'), state: 'inPerson', reason: '' },
  'rollCall.end': { type: 'rollCall.end', unit: id('TW') },
  'notice.send': { type: 'notice.send', unit: id('11'), text: 'Nghỉ 15 phút' },
  'notice.withdraw': { type: 'notice.withdraw', notice: id('n7') },
  'channel.post': { type: 'channel.post', text: 'Xã Pa Tần mất tiếng' },
  'assist.order': {
    type: 'assist.order',
    participant: id('site:11'),
    order: { kind: 'device', device: 'camera', id: 'a+b/c=' },
  },
  'assist.talk': { type: 'assist.talk', participant: id('site:11') },
  'assist.endTalk': { type: 'assist.endTalk', participant: id('site:11') },
  'vote.open': {
    type: 'vote.open',
    question: 'Thông qua nghị quyết về dự toán ngân sách năm 2027',
    item: id('a1'),
    secrecy: 'secret',
    majority: 'two-thirds',
    limitMs: 60_000,
  },
  'vote.cast': { type: 'vote.cast', vote: id('v7'), choice: 'abstain' },
  'vote.countHands': {
    type: 'vote.countHands',
    vote: id('v7'),
    participant: id('site:11'),
    for: 20,
    against: 2,
    abstain: 1,
  },
  'vote.close': { type: 'vote.close', vote: id('v7') },
  'vote.annul': { type: 'vote.annul', vote: id('v7'), reason: 'Đặt lại câu hỏi' },
  'recording.start': { type: 'recording.start' },
  'recording.stop': { type: 'recording.stop' },
  'recording.pause': { type: 'recording.pause' },
  'recording.continue': { type: 'recording.continue' },
};
const all = Object.values(samples);

/** What arrives when this is sent. */
function received(value: object): Record<string, unknown> {
  return JSON.parse(JSON.stringify(value));
}

function takes(value: unknown): boolean {
  return commandSchema.safeParse(value).success;
}

/** Free text may be anything that is text, a choice either way, and a list of ids any list of them. */
function isOfItsType(key: string, value: unknown): boolean {
  if (['topic', 'reason', 'note', 'position'].includes(key)) return typeof value === 'string';
  // Never empty, but otherwise anything that is text.
  if (['text', 'name', 'question'].includes(key)) return value === 'x y';
  if (['passed', 'given'].includes(key)) return value === true;
  if (key === 'participants') return Array.isArray(value) && value.length > 0;
  return key === 'agenda' && Array.isArray(value) && value.length === 0;
}

function change<T extends Type>(type: T, part: Record<string, unknown>): unknown {
  return { ...samples[type], ...part };
}

describe('commands', () => {
  it('WIRE-1: there is one schema for each that the gate knows', () => {
    expect(Object.keys(commandSchemas).sort()).toEqual(Object.keys(requires).sort());
  });

  it.each(all)('WIRE-1: $type arrives as it was sent', (command) => {
    expect(commandSchema.parse(received(command))).toEqual(command);
    expect(commandSchemas[command.type].parse(received(command))).toEqual(command);
  });

  it.each(all)('WIRE-1: $type is refused with anything missing', (command) => {
    for (const key of Object.keys(command)) {
      const { [key]: _, ...rest } = received(command);
      expect(takes(rest), `without ${key}`).toBe(false);
    }
  });

  it.each(all)('WIRE-1: $type is refused with anything more, whatever it is called', (command) => {
    const sent = JSON.stringify(command);
    for (const key of ['extra', '__proto__', 'constructor', 'toString', '']) {
      const more = JSON.parse(`${sent.slice(0, -1)},${JSON.stringify(key)}:{"type":"meeting.close"}}`);
      expect(Object.keys(more)).toContain(key);
      expect(takes(more), `with ${key}`).toBe(false);
    }
  });

  it.each(all)('WIRE-1: $type is refused with anything of another type', (command) => {
    for (const key of Object.keys(command)) {
      for (const wrong of [undefined, true, [], ['TW'], { a: 1 }, -1, 1.5, '', 'x y']) {
        if (typeof wrong === typeof received(command)[key] && isOfItsType(key, wrong)) continue;
        expect(takes({ ...command, [key]: wrong }), `${key}: ${JSON.stringify(wrong)}`).toBe(false);
      }
    }
  });

  it.each(['constructor', 'toString', '__proto__', 'clock.tick', 'participant.join', 'participant.drop', ''])(
    'WIRE-1: there is no command %j',
    (type) => {
      expect(takes({ type })).toBe(false);
      expect(takes({ type, card: {}, camera: 'on', participant: 'person:1' })).toBe(false);
    },
  );

  it.each([
    change('floor.request', { topic: 'x'.repeat(500) }),
    change('floor.request', { topic: '' }),
    change('floor.deny', { reason: 'x'.repeat(500) }),
    change('floor.grant', { limitMs: 28_800_000 }),
    change('floor.grant', { limitMs: null, kind: null }),
    change('floor.move', { position: 10_000 }),
    change('agenda.select', { item: null }),
    change('settings.change', { settings: { maxSpeakers: 16 } }),
    change('vote.open', { item: null, limitMs: null }),
    change('vote.countHands', { for: 0, against: 10_000 }),
    change('settings.change', { settings: { warnBeforeMs: 0, whenTimeIsUp: 'close' } }),
  ])('WIRE-3: at the bounds: %j is taken', (command) => {
    expect(takes(command)).toBe(true);
  });

  it.each([
    change('floor.request', { topic: 'x'.repeat(501) }),
    change('floor.deny', { reason: 'x'.repeat(501) }),
    change('floor.grant', { limitMs: 9_999 }),
    change('floor.grant', { limitMs: 28_800_001 }),
    change('floor.grant', { limitMs: 10_000.5 }),
    change('floor.grant', { kind: 'sermon' }),
    change('floor.grant', { floor: 'dance' }),
    change('floor.move', { position: -1 }),
    change('floor.move', { position: 10_001 }),
    change('role.grant', { role: 'king' }),
    change('vote.open', { question: ' ' }),
    change('vote.open', { secrecy: 'public' }),
    change('vote.open', { majority: 'three-quarters' }),
    change('vote.open', { limitMs: 9_999 }),
    change('vote.countHands', { for: 10_001 }),
    // What the hub sealed comes from the hub alone (VOTE-8).
    change('vote.cast', { choice: { sealed: 'AAAA' } }),
    change('vote.cast', { choice: 'yes' }),
    change('settings.change', { settings: {} }),
    change('settings.change', { settings: { maxSpeakers: 0 } }),
    change('settings.change', { settings: { maxSpeakers: 17 } }),
    change('settings.change', { settings: { admission: 'everyone' } }),
    change('settings.change', { settings: { chairGraceMs: 999 } }),
    change('settings.change', { settings: { warnBeforeMs: 600_001 } }),
    change('settings.change', { settings: { limitMsByKind: { paper: 10_000 } } }),
    change('settings.change', { settings: { maxSpeakers: null } }),
  ])('WIRE-3: beyond the bounds: %j is refused', (command) => {
    expect(takes(command)).toBe(false);
  });

  it('WIRE-3: text is trimmed', () => {
    const topic = ` \n${'x'.repeat(500)}\t `;
    expect(commandSchemas['floor.request'].parse(change('floor.request', { topic })).topic).toBe(
      'x'.repeat(500),
    );
  });

  it('WIRE-1: settings are refused with a setting that there is not', () => {
    for (const key of ['extra', '__proto__']) {
      const settings = JSON.parse(`{"maxSpeakers":2,"${key}":1}`);
      expect(takes({ type: 'settings.change', settings })).toBe(false);
      const { limitMsByKind } = usualSettings;
      const kinds = JSON.parse(`${JSON.stringify(limitMsByKind).slice(0, -1)},"${key}":10000}`);
      expect(takes({ type: 'settings.change', settings: { limitMsByKind: kinds } })).toBe(false);
    }
  });

  it('WIRE-4: no JSON makes the schema throw, nor anything a little wrong', () => {
    const seed = { seed: 20_261_123, numRuns: 300 };
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        commandSchema.safeParse(value);
      }),
      seed,
    );
    const spoilt = fc.record({ command: fc.constantFrom(...all), key: fc.string(), value: fc.jsonValue() });
    fc.assert(
      fc.property(spoilt, ({ command, key, value }) => {
        for (const each of [key, ...Object.keys(command)]) {
          const parsed = commandSchema.safeParse({ ...command, [each]: value });
          if (parsed.success) expect(Object.keys(requires)).toContain(parsed.data.type);
        }
      }),
      seed,
    );
  });
});
