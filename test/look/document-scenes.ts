import type { DocumentMediaType } from '../../core/document.ts';
import type { DocumentsReply } from '../../protocol/documents.ts';
import type { Scene } from './scenes.ts';
import { person, type StandInHub, site } from './stand-in-hub.ts';

/** Documents: listed, read, brought and taken away, in the meeting and before it. */
const chair = person('chutri');
const delegate = person('daibieu1');
const room = site('11.103.03156');

type Brought = readonly [
  title: string,
  fileName: string,
  type: DocumentMediaType,
  bytes: number,
  place: number,
];
const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const brought: readonly Brought[] = [
  ['Giấy mời và chương trình hội nghị', 'giay-moi.pdf', 'application/pdf', 182_000, -1],
  ['Báo cáo kết quả công tác tháng 11', 'bao-cao-thang-11.pdf', 'application/pdf', 2_480_000, 1],
  ['Phụ lục số liệu giải ngân vốn đầu tư công theo xã', 'phu-luc.xlsx', sheet, 96_400, 1],
  [
    'Tờ trình về việc phê duyệt danh mục nhiệm vụ trọng tâm tháng 12 và phân công các đơn vị phối hợp thực hiện tại các xã đặc biệt khó khăn',
    'to-trinh-so-128-TTr-UBND.docx',
    word,
    48_900,
    2,
  ],
  ['Ảnh hiện trường sạt lở', 'IMG_2231.jpg', 'image/jpeg', 3_900_000, 2],
  ['Ý kiến bằng văn bản của các xã', 'y-kien.txt', 'text/plain', 1_240, 2],
];

/** Brings them as whoever keeps the meeting does. */
function bring(hub: StandInHub): void {
  const { agenda } = hub.meeting();
  for (const [index, [title, fileName, mediaType, bytes, place]] of brought.entries()) {
    const refusal = hub.do(person('thuky'), {
      type: 'document.add',
      title,
      fileName,
      mediaType,
      bytes,
      item: agenda[place]?.id ?? null,
      sha256: index.toString(16).padStart(64, '0'),
      from: 'Phạm Thu Hà',
    });
    if (refusal !== null) throw new Error(`${title}: ${refusal.code}`);
  }
}

/** What the hub would tell of them over HTTP. */
export function documentsReplyOf(hub: StandInHub, manages: boolean): DocumentsReply {
  const { title, agenda, documents } = hub.meeting();
  return { title, agenda, documents, manages, mostBytes: 50 * 2 ** 20 };
}

/** The file of any of them: what is text can be read, a PDF of it is damaged. */
export function documentFileOf(hub: StandInHub, id: string): Blob {
  const text = hub.meeting().documents.some((each) => each.id === id && each.mediaType === 'text/plain');
  const lines = Array.from(
    { length: 24 },
    (_, index) => `${index + 1}. Đề nghị bố trí kinh phí sửa chữa đường giao thông liên xã trước mùa mưa.\n`,
  );
  return new Blob(text ? ['KÍNH GỬI HỘI NGHỊ\n\n', ...lines] : ['%PDF-1.7']);
}

export function documentScenes(play: (hub: StandInHub) => void): Readonly<Record<string, Scene>> {
  const live = (hub: StandInHub) => {
    play(hub);
    bring(hub);
  };
  const tab = { role: 'tab', name: 'Tài liệu' } as const;
  const open = (title: string) => ({ role: 'button', name: `Mở ${title}` }) as const;
  const text = open('Ý kiến bằng văn bản của các xã');
  const pdf = open('Báo cáo kết quả công tác tháng 11');
  return {
    'documents-none': { screen: 'meeting', you: chair, play, press: [tab] },
    'documents-chair': { screen: 'meeting', you: chair, play: live, press: [tab] },
    'documents-add': {
      screen: 'meeting',
      you: chair,
      play: live,
      press: [tab, { role: 'button', name: 'Thêm tài liệu' }],
    },
    'documents-menu': {
      screen: 'meeting',
      you: chair,
      play: live,
      press: [tab, { role: 'button', name: 'Thao tác với Báo cáo kết quả công tác tháng 11' }],
    },
    'documents-delegate': { screen: 'meeting', you: delegate, play: live, press: [tab] },
    'documents-text': { screen: 'meeting', you: delegate, play: live, press: [tab, text] },
    'documents-damaged': { screen: 'meeting', you: delegate, play: live, press: [tab, pdf] },
    'documents-room-damaged': {
      screen: 'site',
      you: room,
      play: live,
      press: [{ role: 'button', name: 'Tài liệu' }, pdf],
    },
    'documents-word': {
      screen: 'meeting',
      you: delegate,
      play: live,
      press: [tab, open('Tờ trình về việc phê duyệt')],
    },
    'documents-room': {
      screen: 'site',
      you: room,
      play: live,
      press: [{ role: 'button', name: 'Tài liệu' }],
    },
    'documents-room-text': {
      screen: 'site',
      you: room,
      play: live,
      press: [{ role: 'button', name: 'Tài liệu' }, text],
    },
    'documents-list': {
      screen: 'office',
      path: '/',
      you: chair,
      play: live,
      press: [{ role: 'button', name: 'tài liệu của' }],
    },
  };
}
