import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

// The rules of the house, as tests. What may import what is written out here once more, from the design and not
// from the checker's table.

const root = fileURLToPath(new URL('..', import.meta.url));
const checker = join(root, 'scripts', 'house', 'check-imports.mjs');

const adapters = ['http', 'socket', 'media', 'store', 'recording', 'auth', 'package'].map(
  (name) => `server/${name}`,
);

/** Folder → folders it may import. */
const mayImport: Record<string, string[]> = {
  core: [],
  protocol: ['core'],
  config: [],
  recorder: ['core', 'protocol', 'config'],
  'client/session': ['core', 'protocol'],
  'client/features': ['core', 'protocol', 'client/session', 'client/ui'],
  'client/ui': ['core', 'protocol'],
  ...Object.fromEntries(adapters.map((adapter) => [adapter, ['core', 'protocol', 'config']])),
  scripts: [],
};
const folders = Object.keys(mayImport);

/** Folder → packages, and whether it may use them. */
const packages: [folder: string, name: string, allowed: boolean][] = [
  ['core', 'zod', false],
  ['core', 'node:fs', false],
  ['core', 'node:crypto', false],
  ['core', 'fs', false],
  ['protocol', 'zod', true],
  ['protocol', 'yaml', false],
  ['protocol', 'node:crypto', false],
  ['config', 'zod', true],
  ['config', 'express', false],
  ['server/http', 'express', true],
  ['server/http', 'react', false],
  ['server/media', 'mediasoup', true],
  ['server/socket', 'socket.io-client', false],
  ['recorder', 'mediasoup', false],
  ['recorder', 'socket.io', false],
  ['recorder', 'socket.io-client', true],
  ['client/session', 'socket.io-client', true],
  ['client/session', 'mediasoup-client', true],
  ['client/session', 'react', false],
  ['client/session', 'socket.io', false],
  ['client/features', 'react', true],
  ['client/features', 'socket.io-client', false],
  ['client/features', 'mediasoup-client', false],
  ['client/features', 'mediasoup-client/types', false],
  ['client/ui', 'socket.io-client', false],
  ['client/ui', 'mediasoup-client', false],
  ['server/http', 'left-pad', false],
];

const copies: string[] = [];

afterAll(() => {
  for (const copy of copies) {
    rmSync(copy, { recursive: true, force: true });
  }
});

/** A house that holds these files alone, and the real package.json. Answers the checker's verdict on it. */
function checkHouse(sourceByFile: Record<string, string>) {
  const house = mkdtempSync(join(tmpdir(), 'house-'));
  copies.push(house);
  writeFileSync(join(house, 'package.json'), readFileSync(join(root, 'package.json')));
  for (const [file, source] of Object.entries(sourceByFile)) {
    mkdirSync(dirname(join(house, file)), { recursive: true });
    writeFileSync(join(house, file), source);
  }
  return check(house);
}

function check(house: string) {
  const { status, stderr } = spawnSync(process.execPath, [checker, house], { encoding: 'utf8' });
  return { passed: status === 0, faults: stderr.trimEnd().split('\n').filter(Boolean) };
}

/** The files that git knows or would take, so that neither node_modules nor what is built is read. */
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .trimEnd()
  .split('\n');

const sources = files.filter((file) => /\.(ts|tsx|mjs)$/.test(file));

/** Lines of the sources that match, as `file:line`. */
function linesWith(pattern: RegExp, among: string[]) {
  return among.flatMap((file) =>
    readFileSync(resolve(root, file), 'utf8')
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1}  ${line.trim()}`] : [])),
  );
}

describe('imports', () => {
  it('go only where design says, in the tree as it stands', () => {
    expect(check(root).faults).toEqual([]);
  });

  it('are refused in every direction that design does not name, and in no other', () => {
    const pairs = folders.flatMap((from) => folders.filter((to) => to !== from).map((to) => ({ from, to })));
    const sourceByFile: Record<string, string> = {};
    for (const { from, to } of pairs) {
      const up = '../'.repeat(from.split('/').length + 1);
      sourceByFile[`${from}/deep/to-${to.replace('/', '-')}.ts`] =
        `import { x } from '${up}${to}/x.ts';\nx();\n`;
    }
    const wrong = pairs.filter(({ from, to }) => !mayImport[from]!.includes(to));
    const { faults } = checkHouse(sourceByFile);
    expect(faults.map((fault) => fault.split(':')[0]).sort()).toEqual(
      wrong.map(({ from, to }) => `${from}/deep/to-${to.replace('/', '-')}.ts`).sort(),
    );
    expect(wrong.length).toBeGreaterThan(100);
  });

  it('are refused however they are written', () => {
    const computed = `'../server/' + name`;
    const writings = [
      "import type { X } from '../server/ports.ts';",
      "export { x } from '../server/ports.ts';",
      "export * from '../server/ports.ts';",
      "import '../server/ports.ts';",
      "export const x = await import('../server/ports.ts');",
      "export type X = import('../server/ports.ts').X;",
      "export const x = require('../server/ports.ts');",
      "import { x } from './../core/../server/ports.ts';",
      "import { x } from '/somewhere/server/ports.ts';",
      `export const x = (name: string) => import(${computed});`,
    ];
    const { faults } = checkHouse(
      Object.fromEntries(writings.map((source, index) => [`core/wrong-${index}.ts`, source])),
    );
    expect(faults.map((fault) => fault.split('  ')[0])).toEqual(
      writings.map((_source, index) => `core/wrong-${index}.ts:1`),
    );
  });

  it('of main.ts reach every adapter, of the command line two, and nothing reaches main.ts', () => {
    const all = adapters.map((adapter) => `import './${basename(adapter)}/x.ts';`).join('\n');
    expect(checkHouse({ 'server/main.ts': all }).faults).toEqual([]);
    const sourceByFile = Object.fromEntries(
      adapters.map((adapter) => [`${adapter}/x.ts`, "import '../main.ts';"]),
    );
    expect(checkHouse(sourceByFile).faults).toHaveLength(adapters.length);
  });

  it('of adapters share ports.ts and nothing else of the server', () => {
    const shared = (from: string) => ({ 'server/media/x.ts': `import type { X } from '../${from}';` });
    expect(checkHouse(shared('ports.ts')).faults).toEqual([]);
    expect(checkHouse(shared('live-meeting.ts')).faults).toHaveLength(1);
    expect(checkHouse({ 'server/live-meeting.ts': "import './media/x.ts';" }).faults).toHaveLength(1);
  });

  it('of a file outside the house are refused', () => {
    expect(checkHouse({ 'attic/x.ts': "import '../core/x.ts';" }).faults).toHaveLength(1);
  });

  it('of packages are refused where design does not name them, and there alone', () => {
    const { faults } = checkHouse(
      Object.fromEntries(
        packages.map(([folder, name], index) => [`${folder}/x-${index}.ts`, `import '${name}';`]),
      ),
    );
    const refused = packages.flatMap(([folder, , allowed], index) =>
      allowed ? [] : [`${folder}/x-${index}.ts:1`],
    );
    expect(faults.map((fault) => fault.split('  ')[0]).sort()).toEqual(refused.sort());
  });

  it('let a test beside the code use vitest and fast-check, but not the code itself', () => {
    const source = "import 'vitest';\nimport 'fast-check';";
    expect(checkHouse({ 'core/x.test.ts': source }).faults).toEqual([]);
    expect(checkHouse({ 'core/x.ts': source }).faults).toHaveLength(2);
    expect(checkHouse({ 'core/x.test.ts': "import '../server/ports.ts';" }).faults).toHaveLength(1);
    expect(checkHouse({ 'core/x.ts': "import '../test/doubles/x.ts';" }).faults).toHaveLength(1);
  });

  it('of yaml belong to the loader of the configuration', () => {
    expect(checkHouse({ 'config/loader.ts': "import 'yaml';" }).faults).toEqual([]);
    expect(checkHouse({ 'config/schema.ts': "import 'yaml';" }).faults).toHaveLength(1);
  });
});

describe('the compiler', () => {
  it('knows neither the browser nor Node in core', () => {
    const house = mkdtempSync(join(root, 'node_modules', '.cache', 'house-'));
    copies.push(house);
    const config = JSON.parse(readFileSync(join(root, 'core', 'tsconfig.json'), 'utf8'));
    writeFileSync(
      join(house, 'tsconfig.json'),
      JSON.stringify({
        extends: join(root, 'core', config.extends),
        compilerOptions: { incremental: false },
        include: ['*.ts'],
      }),
    );
    const outside = ['document', 'window', 'process', 'Buffer', 'fetch', 'setTimeout', 'console', 'crypto'];
    writeFileSync(
      join(house, 'wrong.ts'),
      outside.map((name) => `export const a_${name} = ${name};`).join('\n'),
    );
    const { status, stdout } = spawnSync(
      process.execPath,
      [join(root, 'node_modules', '.bin', 'tsc'), '-p', house],
      {
        encoding: 'utf8',
      },
    );
    expect(status).not.toBe(0);
    expect([...stdout.matchAll(/Cannot find name '(\w+)'/g)].map(([, name]) => name)).toEqual(outside);
  });
});

describe('the client', () => {
  it('names no other host: what it shows comes from the hub alone', () => {
    const client = files.filter((file) => /^client\/.*\.(tsx?|css|html|svg|json|webmanifest)$/.test(file));
    expect(client.length).toBeGreaterThan(5);
    // The names of XML's vocabularies look like addresses and are never fetched.
    expect(
      linesWith(
        /((https?|wss?):|url\(\s*['"]?)\/\/(?!www\.w3\.org\/)[\w[]/,
        client.filter((file) => !file.includes('.test.')),
      ),
    ).toEqual([]);
  });
});

describe('the sources', () => {
  it('name each file for one noun, never for what it is good for', () => {
    const vague = /(^|[-/])(utils?|helpers?|managers?|impl)([-./]|$)/;
    expect(sources.filter((file) => vague.test(file))).toEqual([]);
  });

  it('do not talk the compiler out of its findings', () => {
    const code = sources.filter((file) => !file.endsWith('house.test.ts'));
    expect(linesWith(/as unknown as|@ts-ignore|@ts-nocheck|@ts-expect-error/, code)).toEqual([]);
  });

  it('hold no plans for later', () => {
    const code = sources.filter((file) => !file.endsWith('house.test.ts'));
    expect(linesWith(/\b(TODO|FIXME|XXX)\b/, code)).toEqual([]);
  });
});
