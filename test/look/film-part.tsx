import { useEffect, useMemo } from 'react';
import type { PlayerSource } from '../../client/features/archive/player-source.ts';
import { RecordingPlayer } from '../../client/features/archive/recording-player.tsx';
import type { Result } from '../../client/session/result.ts';
import type { Meeting } from '../../core/meeting.ts';
import type { BesideReply, Chapter, Turn } from '../../protocol/archive.ts';
import { votesAndDocuments } from './film-papers.ts';
import { paintedPicture } from './painted-picture.ts';

const minute = 60_000;
const durationMs = 154 * minute;
/** Where the film stands when it is looked at. */
const positionMs = 99.4 * minute;
const closed = { startMs: 61 * minute, endMs: 74 * minute };

function reply<T>(value: T): Promise<Result<T>> {
  return Promise.resolve({ ok: true, reply: value });
}

/** Lengths of turns in minutes, over and over: some long papers, many short answers. */
const lengths = [6, 2.5, 11, 3, 1.2, 4.5, 0.6, 7, 2, 0.4, 9];

function turnsOf(meeting: Meeting): readonly Turn[] {
  const cards = Object.values(meeting.participantById).map(({ card }) => card);
  const turns: Turn[] = [];
  let startMs = 0.7 * minute;
  for (let index = 0; startMs < durationMs - minute; index += 1) {
    const endMs = Math.min(durationMs, startMs + (lengths[index % lengths.length] ?? 1) * minute);
    const card = cards[(index % 3 === 0 ? 0 : index * 7) % cards.length];
    const free = endMs <= closed.startMs || startMs >= closed.endMs;
    if (card && free) {
      const { participant, name, position, unitName } = card;
      turns.push({ startMs, endMs, participant, name, position, unitName });
    }
    startMs = endMs + (index % 4 === 0 ? 0.5 * minute : 0);
  }
  return turns;
}

function besideOf(meeting: Meeting): BesideReply {
  return {
    turns: turnsOf(meeting),
    agenda: meeting.agenda.map(({ title, presenter }, index) => ({
      title,
      presenter,
      startMs: index < 4 ? index * 31 * minute : null,
      endMs: index < 4 ? (index + 1) * 31 * minute : null,
    })),
    attendance: Object.values(meeting.participantById).map(({ card }, index) => ({
      participant: card.participant,
      name: card.name,
      position: card.position,
      unitName: card.unitName,
      stretches:
        index % 13 === 5
          ? []
          : index % 9 === 4
            ? [{ startMs: 0, endMs: 80 * minute }]
            : [{ startMs: (index % 6) * minute, endMs: durationMs }],
    })),
    writings: [
      {
        kind: 'opinion',
        author: 'Ủy ban nhân dân xã Nậm Tin',
        text: 'Đề nghị bổ sung kinh phí nâng cấp đường truyền cho các điểm cầu vùng cao trước mùa mưa lũ năm 2027, vì ba điểm thường xuyên mất kết nối.',
        atMs: 83 * minute,
      },
      {
        kind: 'notice',
        author: 'Thư ký',
        text: 'Phần họp kín bắt đầu, tạm dừng ghi hình.',
        atMs: 61 * minute,
      },
      {
        kind: 'notice',
        author: 'Thư ký',
        text: 'Báo cáo số 214 đã gửi tới các điểm cầu.',
        atMs: 97 * minute,
      },
    ],
    ...votesAndDocuments(meeting),
  };
}

function chaptersOf(meeting: Meeting, turns: readonly Turn[]): readonly Chapter[] {
  const items = meeting.agenda.slice(0, 4).map(({ title }, index): Chapter => {
    return { startMs: index * 31 * minute, endMs: (index + 1) * 31 * minute, title, kind: 'agenda' };
  });
  const spoken = turns.map(({ startMs, endMs, name, unitName }): Chapter => {
    return { startMs, endMs, title: name === unitName ? name : `${name} (${unitName})`, kind: 'speaker' };
  });
  const missing: readonly Chapter[] = [
    { ...closed, title: 'Tạm dừng ghi hình', kind: 'pause' },
    { startMs: 120 * minute, endMs: 121.5 * minute, title: 'Đoạn bị mất', kind: 'gap' },
  ];
  return [...items, ...spoken, ...missing].sort((a, b) => a.startMs - b.startMs);
}

/** A picture that stands in for the film, with a clock of its own: the gallery has no files. */
function standIn(video: HTMLVideoElement, name: string): void {
  let seconds = positionMs / 1000;
  Object.defineProperty(video, 'readyState', { get: () => HTMLMediaElement.HAVE_ENOUGH_DATA });
  Object.defineProperty(video, 'duration', { get: () => durationMs / 1000 });
  Object.defineProperty(video, 'currentTime', {
    get: () => seconds,
    set: (wanted: number) => {
      seconds = wanted;
      video.dispatchEvent(new Event('timeupdate'));
    },
  });
  video.srcObject = new MediaStream([paintedPicture(name)]);
  video.dispatchEvent(new Event('timeupdate'));
}

/** The archive's player with a film of two and a half hours that nobody shot. */
export function FilmPart({ meeting, broken }: { meeting: Meeting; broken: boolean }) {
  const beside = useMemo(() => besideOf(meeting), [meeting]);
  const source: PlayerSource = {
    video: '/no-film.mp4',
    captions: '/no-captions.vtt',
    chapters: () => reply(chaptersOf(meeting, beside.turns)),
    beside: () => reply(beside),
    of: null,
    document: (id) => `/documents/${id}`,
    excerpt: (from, to) => `/excerpt?from=${from}&to=${to}`,
    excerptOf: (speaker) => `/excerpt?speaker=${speaker}`,
  };
  useEffect(() => {
    const video = document.querySelector('video');
    if (video && !broken) standIn(video, 'Tỉnh Thanh Hóa');
  }, [broken]);
  const startedAt = meeting.scheduledAt + 2.5 * minute;
  const gaps = [{ from: startedAt + 120 * minute, to: startedAt + 121.5 * minute, reason: 'recorder-lost' }];
  const pauses = [{ from: startedAt + closed.startMs, to: startedAt + closed.endMs }];
  const item = { title: meeting.title, startedAt, durationMs, gaps, pauses };
  return <RecordingPlayer item={item} source={source} startAtMs={positionMs} />;
}
