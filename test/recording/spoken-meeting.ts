import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { MeetingRecord } from '../../protocol/meeting-record.ts';
import type { Plate, ShownStage } from '../../protocol/recorder.ts';
import type { TimelineFact } from '../../recorder/timeline/line.ts';
import { words } from '../../recorder/words.ts';
import { voteCard } from '../../server/recording/vote-card.ts';
import { type FabricatedTrack, fabricateFolder, meetingRecord, plateOf } from './fabricated-folder.ts';

const run = promisify(execFile);

/*
 * A meeting of thirty minutes with ten speakers, as capture would have left it: every speaker has a picture and a voice
 * of their own (espeak-ng speaks Vietnamese), so that a film of it can be judged by eye and ear. Times in milliseconds.
 */

const person = (id: string, name: string, position: string, unitName: string) =>
  plateOf(id, { name, position, unitName });
const room = (id: string, name: string) => plateOf(id, { kind: 'site', name, unitName: name });

const chair = person(
  'chu-tri',
  'Hoàng Minh Khôi',
  'Phó Chủ tịch Thường trực Ủy ban nhân dân tỉnh',
  'Điện Biên',
);
const speakers: readonly Plate[] = [
  person('so-nong-nghiep', 'Nguyễn Thị Phương Thảo', 'Giám đốc Sở Nông nghiệp và Môi trường', 'Điện Biên'),
  room('nam-po', 'Điểm cầu Ủy ban nhân dân xã Nậm Pồ'),
  person('muong-nhe', 'Giàng A Dế', 'Chủ tịch Ủy ban nhân dân xã Mường Nhé', 'Mường Nhé'),
  person(
    'ban-quan-ly',
    'Công Tằng Tôn Nữ Nguyễn Hoàng Bảo Ngọc',
    'Phó Giám đốc phụ trách Ban Quản lý dự án đầu tư xây dựng các công trình dân dụng, công nghiệp và nông nghiệp',
    'Ban Quản lý dự án tỉnh Điện Biên',
  ),
  room('tua-chua', 'Điểm cầu xã Tủa Chùa'),
  person('cong-an', 'Đại tá Lò Văn Pánh', 'Phó Giám đốc Công an tỉnh', 'Điện Biên'),
  person('muong-lay', 'Khoàng Thị Mẩy', 'Bí thư Đảng ủy phường Mường Lay', 'Mường Lay'),
  person('hoi-dong', 'Lầu Thị Dơ', 'Đại biểu Hội đồng nhân dân', 'Tổ đại biểu số 4'),
  person('so-tai-chinh', 'Phạm Quốc Việt', 'Giám đốc Sở Tài chính', 'Điện Biên'),
  person('thu-ky', 'Vũ Đức Anh', 'Chánh Văn phòng Ủy ban nhân dân tỉnh', 'Điện Biên'),
];

const sentences = [
  'Kính thưa đồng chí chủ trì, kính thưa các đồng chí dự họp tại các điểm cầu.',
  'Tính đến hết tháng mười, tổng giá trị sản xuất trên địa bàn đạt tám mươi bảy phần trăm kế hoạch năm.',
  'Công tác phòng chống thiên tai được triển khai quyết liệt, không để xảy ra thiệt hại về người.',
  'Chúng tôi kiến nghị bổ sung kinh phí sửa chữa đường giao thông nông thôn sau mưa lũ.',
  'Tỷ lệ giải ngân vốn đầu tư công còn thấp, nguyên nhân chính là vướng mắc về giải phóng mặt bằng.',
  'Đề nghị các sở, ngành phối hợp chặt chẽ, báo cáo kết quả trước ngày ba mươi tháng này.',
];

type Agenda = 'one' | 'two' | 'three';
const titles: Readonly<Record<Agenda, string>> = {
  one: 'Báo cáo tình hình kinh tế – xã hội mười tháng đầu năm và nhiệm vụ trọng tâm hai tháng cuối năm 2026',
  two: 'Thảo luận về giải ngân vốn đầu tư công',
  three: 'Chất vấn và trả lời chất vấn',
};

const meeting: MeetingRecord = {
  ...meetingRecord,
  id: 'phien-hop-thang-11',
  title: 'Phiên họp trực tuyến Ủy ban nhân dân tỉnh Điện Biên thường kỳ tháng 11 năm 2026',
  unit: { id: '11', name: 'Ủy ban nhân dân tỉnh Điện Biên' },
  agenda: Object.entries(titles).map(([id, title]) => ({ id, title, presenter: '', plannedMs: 600_000 })),
};

const minute = 60_000;

/** A stretch of the meeting. */
type Part = {
  readonly minutes: number;
  readonly agenda: Agenda | null;
  readonly speaking: readonly number[];
  /** Whose screen is shown, by number of the speaker. */
  readonly presents?: number;
  readonly cameraOff?: boolean;
  readonly lineLost?: boolean;
  readonly what?: 'pause' | 'gap';
  readonly vote?: 'opened' | 'counted';
};

const parts: readonly Part[] = [
  { minutes: 2, agenda: null, speaking: [] },
  { minutes: 3, agenda: 'one', speaking: [0], presents: 0 },
  { minutes: 2, agenda: 'one', speaking: [1] },
  { minutes: 2, agenda: 'one', speaking: [2] },
  { minutes: 1, agenda: 'two', speaking: [] },
  { minutes: 2.5, agenda: 'two', speaking: [3] },
  { minutes: 1.5, agenda: 'two', speaking: [4], cameraOff: true },
  { minutes: 2, agenda: 'two', speaking: [5] },
  { minutes: 1, agenda: 'two', speaking: [6] },
  { minutes: 0.5, agenda: 'two', speaking: [6], lineLost: true },
  { minutes: 0.5, agenda: 'two', speaking: [], vote: 'opened' },
  { minutes: 0.5, agenda: 'two', speaking: [], vote: 'counted' },
  { minutes: 2.5, agenda: null, speaking: [], what: 'pause' },
  { minutes: 1, agenda: 'three', speaking: [7] },
  { minutes: 3, agenda: 'three', speaking: [7, 8] },
  { minutes: 0.5, agenda: 'three', speaking: [7, 8], what: 'gap' },
  { minutes: 2, agenda: 'three', speaking: [8], presents: 8 },
  { minutes: 1.5, agenda: 'three', speaking: [9, 8, 7] },
  { minutes: 1, agenda: null, speaking: [] },
];

type Stretch = Part & { readonly fromMs: number; readonly toMs: number };

function stretchesOf(scale: number): readonly Stretch[] {
  let at = 0;
  return parts.map((part) => {
    const fromMs = at;
    at += Math.round(part.minutes * minute * scale);
    return { ...part, fromMs, toMs: at };
  });
}

/** espeak-ng's voice for one person: pitch and speed tell them apart; a third of them are loud, a third far away. */
async function speak(folder: string, who: number): Promise<string> {
  const text = [...sentences.slice(who % sentences.length), ...sentences].join(' ');
  const file = join(folder, `voice-${who}.wav`);
  const pitch = String(20 + ((who * 17) % 70));
  const speed = String(140 + ((who * 13) % 45));
  await run('espeak-ng', [
    '-v',
    'vi',
    '-p',
    pitch,
    '-s',
    speed,
    '-a',
    String([35, 100, 180][who % 3]),
    '-w',
    file,
    text,
  ]);
  return file;
}

/** A picture that moves everywhere, and of its own colours for each; every third in the old shape, 4:3. */
function camera(who: number): string {
  const size = who % 3 === 1 ? '640x480' : '640x360';
  return `gradients=s=${size}:r=8:n=3:seed=${who * 7 + 3}:speed=0.01,format=yuv420p`;
}
const slides = 'testsrc2=s=1280x720:r=5';

function tracksOf(stretches: readonly Stretch[], voices: readonly string[]): readonly FabricatedTrack[] {
  const recorded = stretches.filter(({ what }) => what === undefined);
  const sound = (who: number, { fromMs, toMs }: Stretch) =>
    ({
      participant: (who < 0 ? chair : (speakers[who] ?? chair)).participant,
      source: 'microphone',
      fromMs,
      toMs,
      input: `amovie=${voices[who + 1]}:loop=0,asetpts=N/SR/TB,aresample=48000,aformat=channel_layouts=mono`,
    }) as const;
  const picture = (who: number, { fromMs, toMs }: Stretch) =>
    ({
      participant: (who < 0 ? chair : (speakers[who] ?? chair)).participant,
      source: 'camera',
      fromMs,
      toMs,
      input: camera(who + 1),
    }) as const;
  return recorded.flatMap((stretch): FabricatedTrack[] => {
    const { speaking, presents, cameraOff, lineLost, fromMs, toMs } = stretch;
    const there = lineLost ? [] : speaking;
    return [
      picture(-1, stretch),
      ...(speaking.length === 0 ? [sound(-1, stretch)] : []),
      ...there.map((who) => sound(who, stretch)),
      ...(cameraOff ? [] : there.map((who) => picture(who, stretch))),
      ...(presents === undefined
        ? []
        : [
            {
              participant: (speakers[presents] ?? chair).participant,
              source: 'screen' as const,
              fromMs,
              toMs,
              input: slides,
            },
          ]),
    ];
  });
}

const question =
  'Thông qua Nghị quyết về điều chỉnh, bổ sung kế hoạch đầu tư công trung hạn giai đoạn 2026–2030 của tỉnh Điện Biên';
const asked = { question, secrecy: 'named', majority: 'half' } as const;
const cards = {
  opened: voteCard({ kind: 'opened', ...asked }),
  counted: voteCard({
    kind: 'counted',
    ...asked,
    tally: { voters: 50, for: 44, against: 2, abstain: 1 },
    carried: true,
  }),
};

function stageOf(stretch: Stretch): Partial<ShownStage> {
  const { speaking, agenda, presents, cameraOff, lineLost, what, vote } = stretch;
  if (what === 'pause') return { paused: true };
  const plates = speaking.flatMap((who) => speakers[who] ?? []);
  return {
    chair,
    speakers: plates.map((plate) => ({
      ...plate,
      connected: !lineLost,
      camera: cameraOff ? ('off' as const) : ('on' as const),
    })),
    content: presents === undefined ? null : (speakers[presents] ?? null),
    agenda: agenda && titles[agenda],
    ...(vote && { card: cards[vote] }),
  };
}

function faultsOf(stretches: readonly Stretch[]): readonly (readonly [number, TimelineFact])[] {
  return stretches
    .filter(({ what }) => what === 'gap')
    .flatMap(({ fromMs, toMs }): (readonly [number, TimelineFact])[] => [
      [fromMs, { kind: 'interrupted', reason: 'recorder-lost' }],
      [toMs, { kind: 'resumed' }],
    ]);
}

export type SpokenMeeting = {
  readonly durationMs: number;
  /** When the picture changes, for looking at it. */
  readonly changesMs: readonly number[];
};

/**
 * Makes the folder. Needs espeak-ng; rejects without it.
 * @param minutes how long it is; thirty as written, less for a try
 */
export async function fabricateSpokenMeeting(folder: string, minutes = 30): Promise<SpokenMeeting> {
  const stretches = stretchesOf(minutes / 30);
  const voiceFolder = `${folder}-voices`;
  await mkdir(voiceFolder, { recursive: true });
  const voices: string[] = [];
  for (const who of [-1, ...speakers.keys()]) voices.push(await speak(voiceFolder, who + 1));
  const durationMs = stretches.at(-1)?.toMs ?? 0;
  await fabricateFolder(folder, {
    meeting,
    durationMs,
    stages: stretches.map((stretch) => [stretch.fromMs, stageOf(stretch)]),
    tracks: tracksOf(stretches, voices),
    facts: faultsOf(stretches),
  });
  return { durationMs, changesMs: stretches.map(({ fromMs }) => fromMs) };
}

/** Frames of a film at these moments, as PNG files named by them. */
export async function framesOf(film: string, moments: readonly number[], folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const atMs of moments) {
    const name = join(folder, `${String(Math.round(atMs / 1000)).padStart(5, '0')}s.png`);
    await run(process.env.FFMPEG_BIN ?? 'ffmpeg', [
      ...words('-v error -y -ss'),
      String(atMs / 1000),
      '-i',
      film,
      ...words('-frames:v 1'),
      name,
    ]);
  }
}
