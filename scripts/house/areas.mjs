/**
 * The parts of the house and what each may import; whatever is not named here is forbidden. Within its own area a
 * file imports what it likes.
 *
 * @typedef {object} Area
 * @property {string} path a folder or a file; of several that hold a file, the longest path counts
 * @property {readonly string[]} imports paths of other areas, exactly
 * @property {readonly string[]} packages names of npm packages; `@scope/*` and `node:*` stand for all of them
 * @property {Readonly<Record<string, readonly string[]>>} [more] packages that only one file of the area may use
 */

const hub = [
  '@node-rs/argon2',
  'aws4fetch',
  'better-sqlite3',
  'cookie',
  'express',
  'ffmpeg-static',
  'helmet',
  'jsonwebtoken',
  'kysely',
  'mediasoup',
  'multer',
  'node:*',
  'pg',
  'pino',
  'prom-client',
  'rate-limiter-flexible',
  'socket.io',
  'uuid',
  'yauzl',
  'yazl',
  'zod',
];

const react = [
  '@fontsource/*',
  '@mantine/*',
  '@tabler/icons-react',
  '@tanstack/react-query',
  'i18next',
  'pdfjs-dist',
  'react',
  'react-dom',
  'react-i18next',
  'react-router',
  'uplot',
  'zustand',
];

const shared = ['core', 'protocol', 'config'];
/** What the hub needs of the world, and all that its adapters share. */
const ports = [
  'server/ports.ts',
  'server/archive-ports.ts',
  'server/ballot-ports.ts',
  'server/dossier-ports.ts',
];
const screens = ['client/i18n', 'client/ui', 'client/session', 'client/features'];

export const adapters = [
  'http',
  'socket',
  'media',
  'store',
  'recording',
  'auth',
  'package',
  'document',
  'ballot',
].map((name) => `server/${name}`);

/** What spans layers sees all of them. */
const wholeHouse = [
  ...shared,
  'server',
  ...ports,
  'server/main.ts',
  'server/admin.ts',
  ...adapters,
  'recorder',
  'client',
  ...screens,
];

/** @type {readonly Area[]} */
export const areas = [
  { path: 'core', imports: [], packages: [] },
  { path: 'protocol', imports: ['core'], packages: ['zod'] },
  { path: 'config', imports: [], packages: ['node:*', 'zod'], more: { 'config/loader.ts': ['yaml'] } },

  ...ports.map((path) => ({ path, imports: [...shared, ...ports], packages: [] })),
  // What the hub does between its ports: it knows no adapter either.
  { path: 'server', imports: [...shared, ...ports], packages: hub },
  ...adapters.map((path) => ({
    path,
    imports: [...shared, ...ports],
    packages: hub,
    // A process of its own: the hub itself never reads a PDF.
    more: { 'server/document/pdf-examiner.ts': ['pdfjs-dist'] },
  })),
  {
    path: 'server/main.ts',
    imports: [...shared, 'server', ...ports, ...adapters],
    packages: hub,
  },
  // The command line composes the little that it needs, as main.ts composes all.
  {
    path: 'server/admin.ts',
    imports: [...shared, 'server', ...ports, 'server/auth', 'server/store'],
    packages: hub,
  },
  {
    path: 'recorder',
    imports: [...shared],
    packages: ['ffmpeg-static', 'node:*', 'pino', 'socket.io-client', 'zod'],
  },

  { path: 'client', imports: ['core', 'protocol', ...screens], packages: react },
  { path: 'client/i18n', imports: ['core', 'protocol'], packages: ['i18next', 'react-i18next'] },
  { path: 'client/ui', imports: ['core', 'protocol', 'client/i18n'], packages: react },
  {
    path: 'client/session',
    imports: ['core', 'protocol'],
    packages: ['mediasoup-client', 'socket.io-client', 'uuid', 'zod', 'zustand'],
  },
  {
    path: 'client/features',
    imports: ['core', 'protocol', 'client/i18n', 'client/ui', 'client/session'],
    packages: react,
  },
  { path: 'client/vite.config.ts', imports: [], packages: ['@vitejs/plugin-react', 'node:*', 'vite'] },

  { path: 'test', imports: wholeHouse, packages: ['*'] },
  { path: 'bench', imports: [...wholeHouse, 'test'], packages: ['*'] },
  { path: 'scripts', imports: [], packages: ['*'] },
  { path: 'vitest.config.ts', imports: [], packages: ['node:*', 'vitest'] },
];

/** What a test beside the code may use as well. */
export const besideCode = { imports: ['test'], packages: ['fast-check', 'node:*', 'vitest'] };
