import { describe, expect, it } from 'vitest';
import type { ShownStage } from '../../protocol/recorder.ts';
import { emptyStage, meetingRecord, plateOf, startOfDay } from '../../test/recording/fabricated-folder.ts';
import type { MeetingOnTape } from '../timeline/record.ts';
import { chapterMetadata, chaptersOf, speakersVtt } from './chapter.ts';

const chair = plateOf('chair', { name: 'Bà Chủ', unitName: 'Trung ương' });
const silentChair = { ...chair, microphone: 'off' } as const;
const a = plateOf('a', { name: 'Ông <A> & B', position: 'Chủ tịch', unitName: 'Xã Nà Hỳ' });
const site = plateOf('s', { kind: 'site', name: 'Tỉnh Điện Biên', unitName: 'Tỉnh Điện Biên' });

function tape(
  durationMs: number,
  ...stages: readonly (readonly [number, Partial<ShownStage>])[]
): MeetingOnTape {
  return {
    meeting: meetingRecord,
    startedAt: startOfDay,
    durationMs,
    stages: stages.map(([atMs, stage]) => ({ atMs, stage: { ...emptyStage, ...stage } })),
    entries: [],
    epochs: [],
    gaps: [],
  };
}

describe('chapters', () => {
  it('follow agenda items and speakers, and leave no hole', () => {
    const chapters = chaptersOf(
      tape(
        60_000,
        [-50, { chair }],
        [10_000, { chair, agenda: 'Khai mạc' }],
        [20_000, { chair, speakers: [a], agenda: 'Khai mạc' }],
        [40_000, { chair, speakers: [site, a] }],
      ),
      [],
    );
    expect(chapters).toEqual([
      { startMs: 0, endMs: 10_000, title: 'Bà Chủ (Trung ương)', kind: 'speaker' },
      { startMs: 10_000, endMs: 20_000, title: 'Khai mạc', kind: 'agenda' },
      { startMs: 20_000, endMs: 40_000, title: 'Khai mạc: Ông <A> & B (Xã Nà Hỳ)', kind: 'speaker' },
      { startMs: 40_000, endMs: 60_000, title: 'Tỉnh Điện Biên, Ông <A> & B (Xã Nà Hỳ)', kind: 'speaker' },
    ]);
  });

  it('do not begin anew when a camera goes off, nor for less than a second', () => {
    const chapters = chaptersOf(
      tape(
        30_000,
        [0, { chair, speakers: [a] }],
        [9_000, { chair, speakers: [{ ...a, camera: 'off' }] }],
        [20_000, { chair }],
        [20_500, { chair, speakers: [a] }],
      ),
      [],
    );
    expect(chapters).toEqual([
      { startMs: 0, endMs: 30_000, title: 'Ông <A> & B (Xã Nà Hỳ)', kind: 'speaker' },
    ]);
  });

  it('REC-5: name closed and lost parts, which cut the chapter they lie in', () => {
    const chapters = chaptersOf(tape(60_000, [0, { chair, speakers: [a] }]), [
      { kind: 'pause', fromMs: 10_000, toMs: 20_000, reason: null },
      { kind: 'gap', fromMs: 50_000, toMs: 60_000, reason: 'disk-full' },
    ]);
    const title = 'Ông <A> & B (Xã Nà Hỳ)';
    expect(chapters).toEqual([
      { startMs: 0, endMs: 10_000, title, kind: 'speaker' },
      { startMs: 10_000, endMs: 20_000, title: 'Tạm dừng ghi hình', kind: 'pause' },
      { startMs: 20_000, endMs: 50_000, title, kind: 'speaker' },
      { startMs: 50_000, endMs: 60_000, title: 'Đoạn bị mất', kind: 'gap' },
    ]);
  });

  it('are one when nothing happened', () => {
    expect(chaptersOf(tape(5_000), [])).toEqual([
      { startMs: 0, endMs: 5_000, title: meetingRecord.title, kind: 'agenda' },
    ]);
  });

  it('are escaped for ffmpeg', () => {
    expect(chapterMetadata('a=b', [{ startMs: 1, endMs: 2, title: 'x;y#z\\\nlast' }])).toBe(
      ';FFMETADATA1\ntitle=a\\=b\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=1\nEND=2\ntitle=x\\;y\\#z\\\\ last\n',
    );
  });
});

describe('the captions of speakers', () => {
  it('have a cue for each turn, with the words escaped', () => {
    const text = speakersVtt(
      tape(
        3_723_004,
        [0, { chair: silentChair }],
        [61_500, { chair: silentChair, speakers: [a] }],
        [3_700_000, { chair: silentChair, speakers: [a, site] }],
      ),
    );
    expect(text).toBe(
      [
        'WEBVTT',
        '',
        '1',
        '00:01:01.500 --> 01:01:40.000',
        '<v Ông &lt;A&gt; &amp; B>Ông &lt;A&gt; &amp; B · Chủ tịch · Xã Nà Hỳ',
        '',
        '2',
        '01:01:40.000 --> 01:02:03.004',
        '<v Ông &lt;A&gt; &amp; B>Ông &lt;A&gt; &amp; B · Chủ tịch · Xã Nà Hỳ',
        '',
        '3',
        '01:01:40.000 --> 01:02:03.004',
        '<v Tỉnh Điện Biên>Tỉnh Điện Biên',
        '',
      ].join('\n'),
    );
  });

  it('name the chair too while its microphone is open, and once while it also holds the floor', () => {
    const speaking = { ...chair, microphone: 'on' } as const;
    const text = speakersVtt(
      tape(
        9_000,
        [0, { chair: silentChair }],
        [3_000, { chair: speaking }],
        [6_000, { chair: speaking, speakers: [speaking] }],
      ),
    );
    expect(text.match(/<v Bà Chủ>/g)).toHaveLength(1);
    expect(text).toContain('00:00:03.000 --> 00:00:09.000');
  });
});
