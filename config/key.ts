import type { Settings } from './schema.ts';

type Flat<T> = {
  [K in keyof T & string]: NonNullable<T[K]> extends string | number | readonly unknown[]
    ? K
    : `${K}.${keyof NonNullable<T[K]> & string}`;
}[keyof T & string];
/** A key of the configuration as written: `section.key`, or the key alone at the top. */
export type ConfigKey = Flat<Settings>;

/** A sentence in both languages of the screens. */
export type Words = { readonly vi: string; readonly en: string };
type KeyInfo = { readonly kind: 'text' | 'number' | 'list'; readonly expected: Words };

const port: Words = { vi: 'số cổng từ 0 đến 65535', en: 'a port number from 0 to 65535' };
const ip: Words = { vi: 'một địa chỉ IP, ví dụ 0.0.0.0', en: 'an IP address such as 0.0.0.0' };
const count = (from: number, to: number): Words => ({
  vi: `số nguyên từ ${from} đến ${to}`,
  en: `a whole number from ${from} to ${to}`,
});

/** What each key takes: how its environment variable is read, and what a fault tells the reader to write. */
export const keys = {
  'listen.address': { kind: 'text', expected: ip },
  'listen.port': { kind: 'number', expected: port },
  'tls.certificate': {
    kind: 'text',
    expected: { vi: 'đường dẫn tệp chứng thư PEM', en: 'the path of a certificate file (PEM)' },
  },
  'tls.key': {
    kind: 'text',
    expected: {
      vi: 'đường dẫn tệp khóa riêng PEM của chứng thư',
      en: "the path of the certificate's private key (PEM)",
    },
  },
  'trustedProxy.addresses': {
    kind: 'list',
    expected: {
      vi: 'danh sách địa chỉ IP của máy chủ proxy, ví dụ [10.0.0.5]',
      en: "a list of the proxy's IP addresses, such as [10.0.0.5]",
    },
  },
  publicOrigins: {
    kind: 'list',
    expected: {
      vi: 'danh sách địa chỉ mà trình duyệt mở, ví dụ [https://hop.example.gov.vn], không có dấu / ở cuối',
      en: 'a list of the addresses browsers open, such as [https://hop.example.gov.vn], with no closing slash',
    },
  },
  'media.listenIp': { kind: 'text', expected: ip },
  'media.announcedAddress': {
    kind: 'text',
    expected: {
      vi: 'địa chỉ IP hoặc tên máy mà các điểm cầu gọi tới được',
      en: 'the IP address or name at which sites reach this machine',
    },
  },
  'media.basePort': {
    kind: 'number',
    expected: {
      vi: 'số cổng từ 1024, đủ chỗ cho mọi worker',
      en: 'a port from 1024 that leaves room for every worker',
    },
  },
  'media.workers': {
    kind: 'number',
    expected: {
      vi: 'số nguyên từ 1 đến 64, hoặc null (mỗi lõi một worker)',
      en: 'a whole number from 1 to 64, or null (one per core)',
    },
  },
  'media.recorderIp': { kind: 'text', expected: ip },
  dataFolder: { kind: 'text', expected: { vi: 'đường dẫn một thư mục', en: 'the path of a folder' } },
  'recorder.mode': { kind: 'text', expected: { vi: 'child hoặc remote', en: 'child or remote' } },
  'recorder.address': {
    kind: 'text',
    expected: {
      vi: 'địa chỉ:cổng của máy ghi hình, ví dụ 10.0.0.9:3100',
      en: "the recorder's address:port, such as 10.0.0.9:3100",
    },
  },
  'recorder.tokenFile': {
    kind: 'text',
    expected: {
      vi: 'đường dẫn tệp chứa mã bí mật chung (ít nhất 20 ký tự)',
      en: 'the path of a file with the shared secret (at least 20 characters)',
    },
  },
  'recorder.folder': { kind: 'text', expected: { vi: 'đường dẫn một thư mục', en: 'the path of a folder' } },
  'secondRecorder.mode': { kind: 'text', expected: { vi: 'child hoặc remote', en: 'child or remote' } },
  'secondRecorder.folder': {
    kind: 'text',
    expected: {
      vi: 'đường dẫn một thư mục trên ổ đĩa khác, ngoài recorder.folder',
      en: 'the path of a folder on another disk, outside recorder.folder',
    },
  },
  'secondRecorder.tokenFile': {
    kind: 'text',
    expected: {
      vi: 'đường dẫn tệp chứa mã bí mật (ít nhất 20 ký tự), khác mã của máy ghi thứ nhất',
      en: "the path of a file with a secret (at least 20 characters) other than the first recorder's",
    },
  },
  'archive.retention': {
    kind: 'list',
    expected: {
      vi: 'danh sách thời hạn bảo quản, ví dụ [{ name: Vĩnh viễn, years: null }, { name: 10 năm, years: 10 }], không trùng tên',
      en: 'a list of retention classes, such as [{ name: Vĩnh viễn, years: null }, { name: 10 năm, years: 10 }], each name once',
    },
  },
  'archive.handOverMonths': { kind: 'number', expected: count(1, 120) },
  'archive.remindDays': { kind: 'number', expected: count(1, 365) },
  'archive.linkDays': { kind: 'number', expected: count(1, 90) },
  'archive.rehashDays': { kind: 'number', expected: count(1, 365) },
  'archive.importGigabytes': { kind: 'number', expected: count(1, 10_000) },
  'archive.copies': {
    kind: 'list',
    expected: {
      vi: 'danh sách tối đa 8 nơi, mỗi tên một lần: { name, kind: folder, path } hoặc { name, kind: s3, endpoint, bucket, region, prefix, accessKeyFile, secretKeyFile }; thư mục không nằm trong dataFolder hay recorder.folder',
      en: 'a list of at most 8 places, each name once: { name, kind: folder, path } or { name, kind: s3, endpoint, bucket, region, prefix, accessKeyFile, secretKeyFile }; no folder within dataFolder or recorder.folder',
    },
  },
  'documents.maxMegabytes': { kind: 'number', expected: count(1, 1_000) },
  'documents.meetingMegabytes': { kind: 'number', expected: count(1, 100_000) },
  'eventLog.headsFolder': {
    kind: 'text',
    expected: {
      vi: 'đường dẫn một thư mục ngoài dataFolder',
      en: 'the path of a folder outside dataFolder',
    },
  },
  'eventLog.keyFile': {
    kind: 'text',
    expected: { vi: 'đường dẫn một tệp ngoài dataFolder', en: 'the path of a file outside dataFolder' },
  },
  'limits.messageBytes': { kind: 'number', expected: count(4_096, 65_536) },
  'limits.messagesPerSecond': { kind: 'number', expected: count(1, 1_000) },
  'limits.messageBurst': { kind: 'number', expected: count(10, 10_000) },
  'limits.requestsPerMinute': { kind: 'number', expected: count(10, 100_000) },
  'limits.signInsPerUser': { kind: 'number', expected: count(3, 1_000) },
  'limits.signInsPerMinute': { kind: 'number', expected: count(10, 100_000) },
  logLevel: {
    kind: 'text',
    expected: {
      vi: 'fatal, error, warn, info, debug, trace hoặc silent',
      en: 'fatal, error, warn, info, debug, trace or silent',
    },
  },
} as const satisfies Record<ConfigKey, KeyInfo>;

export const configKeys = Object.keys(keys) as readonly ConfigKey[];

/** `media.listenIp` is overridden by `DIEMCAU_MEDIA_LISTEN_IP`. */
export function environmentName(key: ConfigKey): string {
  const words = key.replaceAll('.', '_').replace(/[A-Z]/g, (letter) => `_${letter}`);
  return `DIEMCAU_${words.toUpperCase()}`;
}

export const noSuchKey: Words = { vi: 'không có khóa này', en: 'there is no such key' };
export const oneOf = (names: readonly string[]): Words => ({
  vi: `một trong ${names.join(', ')}`,
  en: `one of ${names.join(', ')}`,
});
