import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { configExitCode, faultLines } from './fault.ts';
import { configKeys, environmentName } from './key.ts';
import { loadConfig } from './loader.ts';
import { originsOf, places, settingsSchema } from './schema.ts';
import { testCertificate, testKey } from './test-certificate.ts';

const exampleFile = fileURLToPath(new URL('hub.example.yaml', import.meta.url));

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'diemcau-config-'));
  mkdirSync(join(root, 'config'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Loads `yaml` as config/hub.yaml (null: no such file). */
function load(yaml: string | null, env: Record<string, string> = {}) {
  if (yaml !== null) writeFileSync(join(root, 'config/hub.yaml'), yaml);
  return loadConfig({ root, env });
}
function faultKeys(yaml: string | null, env: Record<string, string> = {}): readonly string[] {
  const loaded = load(yaml, env);
  return loaded.ok ? [] : loaded.faults.map((fault) => fault.key);
}
function config(yaml: string | null, env: Record<string, string> = {}) {
  const loaded = load(yaml, env);
  if (!loaded.ok) throw new Error(faultLines(loaded.faults));
  return loaded.config;
}

const loopback = `
listen: { address: 127.0.0.1, port: 8443 }
media: { announcedAddress: 10.0.0.2 }
`;
const proxied = `
listen: { address: 10.0.0.2, port: 3000 }
trustedProxy: { addresses: [10.0.0.5, 10.1.0.0/16] }
publicOrigins: [https://hop.example.gov.vn]
media: { announcedAddress: 10.0.0.2 }
`;

describe('demo mode', () => {
  it('is what runs without a file: this machine only, data beside the project', () => {
    expect(config(null)).toMatchObject({
      mode: 'demo',
      file: null,
      listen: { address: '127.0.0.1', port: 3000 },
      media: { listenIp: '127.0.0.1' },
      dataFolder: join(root, 'data/demo'),
      recorder: { mode: 'child', folder: join(root, 'data/demo/archive') },
    });
  });

  it('lets a test choose its ports and folder', () => {
    const env = {
      DIEMCAU_LISTEN_PORT: '0',
      DIEMCAU_MEDIA_BASE_PORT: '41000',
      DIEMCAU_DATA_FOLDER: '/somewhere',
    };
    expect(config(null, env)).toMatchObject({
      listen: { port: 0 },
      media: { basePort: 41_000 },
      dataFolder: '/somewhere',
    });
  });

  it.each([
    ['DIEMCAU_LISTEN_ADDRESS', '0.0.0.0', 'listen.address'],
    ['DIEMCAU_LISTEN_ADDRESS', '127.0.0.2', 'listen.address'],
    ['DIEMCAU_LISTEN_ADDRESS', '::', 'listen.address'],
    ['DIEMCAU_MEDIA_LISTEN_IP', '0.0.0.0', 'media.listenIp'],
    ['DIEMCAU_MEDIA_RECORDER_IP', '10.0.0.2', 'media.recorderIp'],
    ['DIEMCAU_TRUSTED_PROXY_ADDRESSES', '127.0.0.1', 'trustedProxy.addresses'],
    ['DIEMCAU_PUBLIC_ORIGINS', 'https://hop.example.gov.vn', 'publicOrigins'],
  ])('refuses %s=%s, which would let others in', (name, value, key) => {
    expect(faultKeys(null, { [name]: value })).toEqual([key]);
  });
});

describe('a real configuration', () => {
  it('stands on loopback without encryption', () => {
    expect(config(loopback)).toMatchObject({ mode: 'real', file: join(root, 'config/hub.yaml'), tls: null });
  });

  it('stands behind a trusted proxy', () => {
    expect(config(proxied).trustedProxy).toEqual({ addresses: ['10.0.0.5', '10.1.0.0/16'] });
  });

  it.each([
    [
      'open to others without tls or proxy',
      'address: 127.0.0.1',
      'address: 10.0.0.2',
      ['tls', 'publicOrigins'],
    ],
    ['a host name to listen on', 'address: 127.0.0.1', 'address: localhost', ['listen.address']],
    ['a port that is no port', 'port: 8443', 'port: 84430', ['listen.port']],
    ['a port in words', 'port: 8443', 'port: https', ['listen.port']],
    ['no port', 'port: 8443', '', ['listen.port']],
    ['an unknown key', 'port: 8443', 'port: 8443, prot: 1', ['listen.prot']],
    ['an unknown section', 'media:', 'recoder: {}\nmedia:', ['recoder']],
    ['a section that is none', 'media: { announcedAddress: 10.0.0.2 }', 'media: 3', ['media']],
    ['nothing to announce', '{ announcedAddress: 10.0.0.2 }', '{}', ['media.announcedAddress']],
    ['no room for the workers', '{ ann', '{ basePort: 65530, workers: 8, ann', ['media.basePort']],
    [
      'a remote recorder nobody knows',
      'media:',
      'recorder: { mode: remote }\nmedia:',
      ['recorder.address', 'recorder.tokenFile'],
    ],
    [
      'a child at an address',
      'media:',
      'recorder: { address: "10.0.0.9:3100" }\nmedia:',
      ['recorder.address'],
    ],
  ])('is refused with %s', (_, from, to, expected) => {
    expect(loopback).toContain(from);
    expect(faultKeys(loopback.replace(from, to))).toEqual(expected);
  });

  it.each([
    ['a plain origin', 'https://hop', 'http://hop', ['publicOrigins']],
    ['an origin with a path', 'gov.vn]', 'gov.vn/]', ['publicOrigins']],
    ['no origin', 'publicOrigins: [https://hop.example.gov.vn]', '', ['publicOrigins']],
    [
      'tls and a proxy',
      'publicOrigins',
      'tls: { certificate: a.pem, key: a.key }\npublicOrigins',
      ['trustedProxy.addresses', 'tls.certificate', 'tls.key'],
    ],
  ])('behind a proxy is refused with %s', (_, from, to, expected) => {
    expect(proxied).toContain(from);
    expect(faultKeys(proxied.replace(from, to))).toEqual(expected);
  });

  it('refuses a recorder elsewhere that would hear nothing from loopback', () => {
    writeFileSync(join(root, 'token'), 'x'.repeat(32));
    const remote = `${loopback}recorder: { mode: remote, address: "10.0.0.9:3100", tokenFile: token }`;
    expect(faultKeys(remote)).toEqual(['media.recorderIp']);
    expect(config(remote, { DIEMCAU_MEDIA_RECORDER_IP: '10.0.0.2' }).recorder.tokenFile).toBe(
      join(root, 'token'),
    );
    writeFileSync(join(root, 'token'), 'short\n');
    expect(faultKeys(remote, { DIEMCAU_MEDIA_RECORDER_IP: '10.0.0.2' })).toEqual(['recorder.tokenFile']);
  });

  it('takes a second recorder, on another disk or another machine', () => {
    expect(config(loopback).secondRecorder).toBeNull();
    const beside = `${loopback}secondRecorder: { folder: ../disk2 }`;
    expect(config(beside).secondRecorder).toEqual({
      mode: 'child',
      folder: join(root, '../disk2'),
      tokenFile: null,
    });
    expect(config(loopback, { DIEMCAU_SECOND_RECORDER_FOLDER: '/mnt/b' }).secondRecorder?.folder).toBe(
      '/mnt/b',
    );
    writeFileSync(join(root, 'token-2'), 'y'.repeat(32));
    const remote = `${loopback}secondRecorder: { mode: remote, folder: /mnt/b, tokenFile: token-2 }`;
    expect(config(remote, { DIEMCAU_MEDIA_RECORDER_IP: '10.0.0.2' }).secondRecorder).toEqual({
      mode: 'remote',
      folder: '/mnt/b',
      tokenFile: join(root, 'token-2'),
    });
  });

  it.each([
    ['{ mode: child }', ['secondRecorder.folder']],
    ['{ folder: data/hub/archive }', ['secondRecorder.folder']],
    ['{ folder: data/hub/archive/b }', ['secondRecorder.folder']],
    ['{ folder: data/hub }', ['secondRecorder.folder']],
    ['{ folder: /mnt/b, tokenFile: token }', ['secondRecorder.tokenFile']],
    ['{ mode: remote, folder: /mnt/b }', ['secondRecorder.tokenFile', 'media.recorderIp']],
    ['{ mode: remote, folder: /mnt/b, tokenFile: gone }', ['media.recorderIp', 'secondRecorder.tokenFile']],
    ['{ mode: remote, folder: /mnt/b, tokenFile: short }', ['media.recorderIp', 'secondRecorder.tokenFile']],
  ])('refuses a second recorder as %s', (second, expected) => {
    writeFileSync(join(root, 'token'), 'x'.repeat(32));
    writeFileSync(join(root, 'short'), 'short');
    expect(faultKeys(`${loopback}secondRecorder: ${second}`)).toEqual(expected);
  });

  it('refuses two recorders with one secret: nobody could tell which is which', () => {
    writeFileSync(join(root, 'token'), 'x'.repeat(32));
    writeFileSync(join(root, 'copy'), `${'x'.repeat(32)}\n`);
    const first = 'recorder: { mode: remote, address: "10.0.0.9:3100", tokenFile: token }';
    const second = 'secondRecorder: { mode: remote, folder: /mnt/b, tokenFile: copy }';
    const env = { DIEMCAU_MEDIA_RECORDER_IP: '10.0.0.2' };
    expect(faultKeys(`${loopback}${first}\n${second}`, env)).toEqual(['secondRecorder.tokenFile']);
  });

  it('names the line where the file is no YAML', () => {
    const loaded = load('listen:\n  port: [1,\nmedia: {}\n');
    expect(loaded.ok).toBe(false);
    expect(loaded.ok ? '' : faultLines(loaded.faults)).toMatch(/hub\.yaml[\s\S]*dòng 3/);
  });

  it('is looked for where DIEMCAU_CONFIG says, and nowhere else', () => {
    writeFileSync(join(root, 'other.yaml'), loopback);
    expect(config(null, { DIEMCAU_CONFIG: 'other.yaml' }).file).toBe(join(root, 'other.yaml'));
    expect(faultKeys(loopback, { DIEMCAU_CONFIG: 'gone.yaml' })).toEqual([join(root, 'gone.yaml')]);
  });

  it('tells the reader, in both languages, which key, what is wrong and what to write', () => {
    const loaded = load(loopback.replace('8443', '84430'));
    const text = loaded.ok ? '' : faultLines(loaded.faults);
    expect(text).toContain('listen.port');
    expect(text).toContain('giá trị 84430 không hợp lệ. Cần: số cổng từ 0 đến 65535.');
    expect(text).toContain('the value 84430 is not valid. Expected: a port number from 0 to 65535.');
    expect(configExitCode).toBe(78);
  });
});

describe('the environment', () => {
  it('wins over the file, for numbers, texts, lists and whole sections', () => {
    const env = {
      DIEMCAU_LISTEN_PORT: '9443',
      DIEMCAU_LOG_LEVEL: 'debug',
      DIEMCAU_TRUSTED_PROXY_ADDRESSES: '10.0.0.7, 10.0.0.8',
      DIEMCAU_PUBLIC_ORIGINS: 'https://a.example.vn,https://b.example.vn',
    };
    expect(config(loopback, env)).toMatchObject({
      listen: { address: '127.0.0.1', port: 9443 },
      logLevel: 'debug',
      trustedProxy: { addresses: ['10.0.0.7', '10.0.0.8'] },
      publicOrigins: ['https://a.example.vn', 'https://b.example.vn'],
    });
  });

  it('is judged like the file', () => {
    expect(faultKeys(loopback, { DIEMCAU_LISTEN_PORT: '-1' })).toEqual(['listen.port']);
    expect(faultKeys(loopback, { DIEMCAU_MEDIA_WORKERS: 'many' })).toEqual(['media.workers']);
    expect(config(loopback, { DIEMCAU_MEDIA_WORKERS: '' }).media.workers).toBeNull();
  });

  it('may hold variables of other programs, but no misspelt key of ours', () => {
    expect(faultKeys(loopback, { DIEMCAU_LISTEN_PROT: '1' })).toEqual(['DIEMCAU_LISTEN_PROT']);
    expect(faultKeys(loopback, { DIEMCAU_CACHE: '/x' })).toEqual([]);
  });
});

describe('TLS', () => {
  const tls = `
listen: { address: 0.0.0.0, port: 443 }
tls: { certificate: own.pem, key: own.key }
publicOrigins: [https://hop.example.gov.vn]
media: { announcedAddress: 10.0.0.2 }
`;
  it('takes a certificate and its own key, and no other', () => {
    writeFileSync(join(root, 'own.pem'), testCertificate);
    writeFileSync(join(root, 'own.key'), testKey);
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    writeFileSync(join(root, 'other.key'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
    expect(config(tls).tls).toEqual({ certificate: join(root, 'own.pem'), key: join(root, 'own.key') });
    expect(faultKeys(tls.replace('own.key', 'other.key'))).toEqual(['tls.key']);
    expect(faultKeys(tls.replace('own.pem', 'own.key'))).toEqual(['tls.certificate']);
    expect(faultKeys(tls.replace('own.key', 'own.pem'))).toEqual(['tls.key']);
    expect(faultKeys(tls.replace('own.key', 'gone.key'))).toEqual(['tls.key']);
  });
});

describe('how long files are kept', () => {
  it('is chosen among four classes unless others are named, in the file or by a variable', () => {
    expect(config(loopback).archive).toMatchObject({
      retention: [
        { name: 'Vĩnh viễn', years: null },
        { name: '20 năm', years: 20 },
        { name: '10 năm', years: 10 },
        { name: '5 năm', years: 5 },
      ],
      handOverMonths: 12,
      remindDays: 60,
      linkDays: 90,
    });
    const named = `${loopback}archive: { retention: [{ name: 70 năm, years: 70 }], linkDays: 30 }\n`;
    expect(config(named).archive).toMatchObject({
      retention: [{ name: '70 năm', years: 70 }],
      linkDays: 30,
    });
    const variable = { DIEMCAU_ARCHIVE_RETENTION: 'Vĩnh viễn=, 15 năm=15' };
    expect(config(loopback, variable).archive.retention).toEqual([
      { name: 'Vĩnh viễn', years: null },
      { name: '15 năm', years: 15 },
    ]);
  });

  it.each([
    ['retention: []', 'archive.retention'],
    ['retention: [{ name: A, years: 1 }, { name: A, years: 2 }]', 'archive.retention'],
    ['retention: [{ name: A, years: 0 }]', 'archive.retention'],
    ['retention: [{ name: A }]', 'archive.retention'],
    ['linkDays: 91', 'archive.linkDays'],
    ['handOverMonths: 0', 'archive.handOverMonths'],
  ])('%s is refused, and the key is named', (yaml, key) => {
    expect(faultKeys(`${loopback}archive: { ${yaml} }\n`)).toEqual([key]);
  });
});

describe('documents', () => {
  it('are bounded, each and of a meeting together', () => {
    expect(config(loopback).documents).toEqual({ maxMegabytes: 50, meetingMegabytes: 1_000 });
    expect(faultKeys(`${loopback}documents: { maxMegabytes: 0 }\n`)).toEqual(['documents.maxMegabytes']);
  });
});

describe('second places for packages', () => {
  const s3 = 'name: s3, kind: s3, endpoint: "https://s3.example.gov.vn", bucket: diemcau';
  it('are a folder or an S3 bucket, with absolute paths', () => {
    expect(config(loopback).archive).toMatchObject({ rehashDays: 30, importGigabytes: 200, copies: [] });
    writeFileSync(join(root, 'access'), 'key');
    writeFileSync(join(root, 'secret'), 'secret');
    const places = `[{ name: kho 2, kind: folder, path: ../copy }, { ${s3}, accessKeyFile: access, secretKeyFile: secret }]`;
    expect(config(`${loopback}archive: { copies: ${places} }`).archive.copies).toEqual([
      { name: 'kho 2', kind: 'folder', path: join(root, '../copy') },
      {
        name: 's3',
        kind: 's3',
        endpoint: 'https://s3.example.gov.vn',
        bucket: 'diemcau',
        region: 'us-east-1',
        prefix: '',
        accessKeyFile: join(root, 'access'),
        secretKeyFile: join(root, 'secret'),
      },
    ]);
    const variable = { DIEMCAU_ARCHIVE_COPIES: 'a=/mnt/a, b=/mnt/b' };
    expect(config(loopback, variable).archive.copies.map(({ name }) => name)).toEqual(['a', 'b']);
  });

  it.each([
    '[{ name: a, kind: folder, path: data/hub/archive/copy }]',
    '[{ name: a, kind: folder, path: data/hub }]',
    '[{ name: a, kind: folder, path: /mnt/a }, { name: a, kind: folder, path: /mnt/b }]',
    '[{ name: a, kind: folder }]',
    `[{ ${s3}, accessKeyFile: gone, secretKeyFile: gone }]`,
    `[{ name: s3, kind: s3, endpoint: "ftp://s3", bucket: diemcau, accessKeyFile: a, secretKeyFile: b }]`,
  ])('%s is refused, and the key is named', (places) => {
    expect(faultKeys(`${loopback}archive: { copies: ${places} }`)).toEqual(['archive.copies']);
  });
});

describe('the example file', () => {
  const text = readFileSync(exampleFile, 'utf8');

  it('parses, and says every key of the schema', () => {
    expect(settingsSchema.safeParse(parseDocument(text).toJS()).error).toBeUndefined();
    const uncommented = text
      .replace(/^# (?=(?:trustedProxy|secondRecorder):)/gm, '')
      .replace(/^# {3}(?=(?:addresses|mode|folder|tokenFile):)/gm, '  ');
    const whole = parseDocument(uncommented).toJS();
    for (const key of configKeys) {
      const [section = '', name] = key.split('.');
      const holder = name === undefined ? whole : whole[section];
      expect(Object.keys(holder), key).toContain(name ?? section);
    }
  });

  it('explains every key just above it', () => {
    const lines = text.split('\n');
    const bare = lines.flatMap((line, at) => {
      const isKey =
        /^#? *[A-Za-z]+:/.test(line) && !line.startsWith('# ') ? true : /^ +[A-Za-z]+: /.test(line);
      return isKey && !/^#? *#|messagesPerSecond/.test(lines[at - 1] ?? '') ? [line] : [];
    });
    expect(bare).toEqual([]);
  });

  it('holds the defaults where the schema has one', () => {
    const settings = settingsSchema.parse(parseDocument(text).toJS());
    const bare = settingsSchema.parse({ listen: settings.listen });
    expect(settings.limits).toEqual(bare.limits);
    expect(settings.archive).toEqual(bare.archive);
    expect(settings.recorder).toEqual(bare.recorder);
    expect(settings.dataFolder).toBe(bare.dataFolder);
    expect({ ...settings.media, announcedAddress: null }).toEqual(bare.media);
  });
});

it('names every variable after its key, each once', () => {
  expect(environmentName('trustedProxy.addresses')).toBe('DIEMCAU_TRUSTED_PROXY_ADDRESSES');
  expect(environmentName('logLevel')).toBe('DIEMCAU_LOG_LEVEL');
  expect(new Set(configKeys.map(environmentName)).size).toBe(configKeys.length);
});

it('gives the origins of this machine when none are configured', () => {
  expect(originsOf({ publicOrigins: [], tls: null }, 80)).toContain('http://127.0.0.1');
  expect(originsOf({ publicOrigins: [], tls: null }, 3000)).toEqual([
    'http://127.0.0.1:3000',
    'http://localhost:3000',
    'http://[::1]:3000',
  ]);
  expect(originsOf({ publicOrigins: ['https://a.vn'], tls: null }, 3000)).toEqual(['https://a.vn']);
  expect(places({ dataFolder: '/d' })).toEqual({
    database: '/d/hub.sqlite',
    keys: '/d/keys',
    documents: '/d/documents',
  });
});

describe('where the log is proved', () => {
  it('LOG-8: heads and key lie beside the data folder, or where one says', () => {
    expect(config(loopback).eventLog).toEqual({
      headsFolder: join(root, 'data/hub-heads'),
      keyFile: join(root, 'data/hub-log-key.pem'),
    });
    expect(
      config(`${loopback}\neventLog: { headsFolder: /proof, keyFile: secret/log.pem }`).eventLog,
    ).toEqual({
      headsFolder: '/proof',
      keyFile: join(root, 'secret/log.pem'),
    });
  });

  it('LOG-8: the demo keeps them in its data folder', () => {
    expect(config(null).eventLog).toEqual({
      headsFolder: join(root, 'data/demo/heads'),
      keyFile: join(root, 'data/demo/log-key.pem'),
    });
  });

  it.each([
    ['eventLog: { headsFolder: data/hub }', 'eventLog.headsFolder'],
    ['eventLog: { headsFolder: data/hub/heads }', 'eventLog.headsFolder'],
    ['eventLog: { keyFile: data/hub/keys/log.pem }', 'eventLog.keyFile'],
  ])('LOG-8: what proves the database does not lie with it: %s', (yaml, key) => {
    expect(faultKeys(`${loopback}\n${yaml}`)).toEqual([key]);
  });
});
