import { BlockList, isIPv6 } from 'node:net';
import type { ConfigFault } from './fault.ts';
import { type ConfigKey, keys, type Words } from './key.ts';
import type { Settings } from './schema.ts';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Whether only programs of this machine reach the address. */
export function isLoopback(ip: string): boolean {
  return loopback.check(ip, isIPv6(ip) ? 'ipv6' : 'ipv4');
}

const isWildcard = (ip: string): boolean => ip === '0.0.0.0' || ip === '::';

/** The widest `media.workers` allows; with null the machine's own count is not known here. */
const mostWorkers = 64;

type Rule = {
  readonly key: ConfigKey | 'tls';
  readonly broken: boolean;
  readonly problem: Words;
  readonly expected?: Words;
};

const faultsOf = (rules: readonly Rule[]): readonly ConfigFault[] =>
  rules
    .filter((rule) => rule.broken)
    .map(({ key, problem, expected }) => ({
      key,
      problem,
      expected: expected ?? (key === 'tls' ? keys['tls.certificate'].expected : keys[key].expected),
    }));

const demoOnly = (what: Words): Words => ({
  vi: `chế độ dùng thử (không có config/hub.yaml) ${what.vi}`,
  en: `demo mode (no config/hub.yaml) ${what.en}`,
});
const thisMachine: Words = {
  vi: '127.0.0.1, hoặc một tệp cấu hình thật',
  en: '127.0.0.1, or a real configuration file',
};
const nothing: Words = {
  vi: 'bỏ khóa này, hoặc một tệp cấu hình thật',
  en: 'no such key, or a real configuration file',
};

/**
 * What may not be in demo mode: anything that lets another machine in, since everybody knows the demo's password.
 * The port is free: two demos, or tests, may run beside each other.
 */
export function demoFaults(settings: Settings): readonly ConfigFault[] {
  const inside = demoOnly({ vi: 'chỉ mở trên máy này', en: 'opens on this machine only' });
  const closed = demoOnly({
    vi: 'không nhận truy cập từ ngoài: mật khẩu dùng thử ai cũng biết',
    en: 'lets nobody in from outside: everyone knows its password',
  });
  return faultsOf([
    {
      key: 'listen.address',
      broken: settings.listen.address !== '127.0.0.1',
      problem: inside,
      expected: thisMachine,
    },
    {
      key: 'media.listenIp',
      broken: !isLoopback(settings.media.listenIp),
      problem: inside,
      expected: thisMachine,
    },
    {
      key: 'media.recorderIp',
      broken: !isLoopback(settings.media.recorderIp),
      problem: inside,
      expected: thisMachine,
    },
    { key: 'tls', broken: settings.tls !== null, problem: closed, expected: nothing },
    {
      key: 'trustedProxy.addresses',
      broken: settings.trustedProxy !== null,
      problem: closed,
      expected: nothing,
    },
    { key: 'publicOrigins', broken: settings.publicOrigins.length > 0, problem: closed, expected: nothing },
  ]);
}

/** How people get in: encrypted, by exactly one of two ways, under a name the hub knows. */
function doorRules({ listen, tls, trustedProxy, publicOrigins }: Settings): readonly Rule[] {
  const outside = !isLoopback(listen.address);
  const insecure = publicOrigins.filter((origin) => !origin.startsWith('https://'));
  return [
    {
      key: 'trustedProxy.addresses',
      broken: tls !== null && trustedProxy !== null,
      problem: { vi: 'tls và trustedProxy loại trừ nhau', en: 'tls and trustedProxy exclude each other' },
      expected: { vi: 'chỉ một trong hai mục', en: 'only one of the two sections' },
    },
    {
      key: 'tls',
      broken: tls === null && trustedProxy === null && outside,
      problem: {
        vi: `listen.address ${listen.address} mở ra ngoài mà không được mã hóa (trình duyệt sẽ không cho dùng camera và mic)`,
        en: `listen.address ${listen.address} is open to others without encryption (browsers then refuse camera and microphone)`,
      },
      expected: {
        vi: 'mục tls (certificate, key), hoặc mục trustedProxy, hoặc listen.address: 127.0.0.1',
        en: 'a section tls (certificate, key), or trustedProxy, or listen.address: 127.0.0.1',
      },
    },
    {
      key: 'publicOrigins',
      broken: publicOrigins.length === 0 && (outside || trustedProxy !== null),
      problem: { vi: 'thiếu khóa này', en: 'this key is missing' },
    },
    {
      key: 'publicOrigins',
      broken: insecure.length > 0 && (outside || trustedProxy !== null),
      problem: {
        vi: `${insecure.join(', ')} không phải https, trình duyệt sẽ không cho dùng camera và mic`,
        en: `${insecure.join(', ')} is not https: browsers then refuse camera and microphone`,
      },
    },
  ];
}

function mediaRules({ media }: Settings): readonly Rule[] {
  const last = media.basePort + (media.workers ?? mostWorkers) - 1;
  return [
    {
      key: 'media.announcedAddress',
      broken: media.announcedAddress === null && isWildcard(media.listenIp),
      problem: {
        vi: `media.listenIp ${media.listenIp} là mọi địa chỉ, nên phải nói địa chỉ nào được báo cho điểm cầu`,
        en: `media.listenIp ${media.listenIp} means every address, so say which one sites are told`,
      },
    },
    {
      key: 'media.basePort',
      broken: last > 65_535,
      problem: { vi: `worker cuối sẽ cần cổng ${last}`, en: `the last worker would need port ${last}` },
    },
  ];
}

const missingForRemote: Words = {
  vi: 'recorder.mode là remote nhưng thiếu khóa này',
  en: 'recorder.mode is remote but this key is missing',
};
const uselessForChild: Words = {
  vi: 'khóa này chỉ dùng khi recorder.mode là remote',
  en: 'this key is only for recorder.mode remote',
};
const leaveOut: Words = { vi: 'null, hoặc bỏ khóa này', en: 'null, or no such key' };

function recorderRules({ recorder, media }: Settings): readonly Rule[] {
  const remote = recorder.mode === 'remote';
  return [
    { key: 'recorder.address', broken: remote && recorder.address === null, problem: missingForRemote },
    { key: 'recorder.tokenFile', broken: remote && recorder.tokenFile === null, problem: missingForRemote },
    {
      key: 'recorder.address',
      broken: !remote && recorder.address !== null,
      problem: uselessForChild,
      expected: leaveOut,
    },
    {
      key: 'recorder.tokenFile',
      broken: !remote && recorder.tokenFile !== null,
      problem: uselessForChild,
      expected: leaveOut,
    },
    {
      key: 'media.recorderIp',
      broken:
        remote &&
        isLoopback(media.recorderIp) &&
        !/^(127\.|localhost:|\[::1\])/.test(recorder.address ?? '127.'),
      problem: {
        vi: `máy ghi hình ${recorder.address} không nhận được gì từ ${media.recorderIp}`,
        en: `the recorder at ${recorder.address} receives nothing from ${media.recorderIp}`,
      },
    },
  ];
}

function secondRecorderRules({ secondRecorder, media }: Settings): readonly Rule[] {
  if (secondRecorder === null) return [];
  const remote = secondRecorder.mode === 'remote';
  return [
    {
      key: 'secondRecorder.tokenFile',
      broken: remote && secondRecorder.tokenFile === null,
      problem: {
        vi: 'secondRecorder.mode là remote nhưng thiếu khóa này',
        en: 'secondRecorder.mode is remote but this key is missing',
      },
    },
    {
      key: 'secondRecorder.tokenFile',
      broken: !remote && secondRecorder.tokenFile !== null,
      problem: {
        vi: 'khóa này chỉ dùng khi secondRecorder.mode là remote',
        en: 'this key is only for secondRecorder.mode remote',
      },
      expected: leaveOut,
    },
    {
      key: 'media.recorderIp',
      broken: remote && isLoopback(media.recorderIp),
      problem: {
        vi: `máy ghi hình thứ hai ở máy khác không nhận được gì từ ${media.recorderIp}`,
        en: `the second recorder on another machine receives nothing from ${media.recorderIp}`,
      },
    },
  ];
}

/** What one key of a real configuration means for another. */
export function realFaults(settings: Settings): readonly ConfigFault[] {
  return faultsOf([
    ...doorRules(settings),
    ...mediaRules(settings),
    ...recorderRules(settings),
    ...secondRecorderRules(settings),
  ]);
}
