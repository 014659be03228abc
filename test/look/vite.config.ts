import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const standIn = fileURLToPath(new URL('stand-in-session.ts', import.meta.url));

/** The screens' own import of the session leads to the stand-in; the stand-in's leads to the session. */
const standInForSession: Plugin = {
  name: 'stand-in-for-session',
  enforce: 'pre',
  resolveId(source, importer) {
    const wanted = source.endsWith('session/index.ts') && importer?.includes('/client/');
    return wanted ? standIn : null;
  },
};

/** The gallery of screens: `vite test/look`. Not part of what is shipped. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [standInForSession, react()],
  cacheDir: '../../node_modules/.cache/vite-look',
  server: { host: '127.0.0.1', fs: { allow: ['../..'] } },
  build: {
    emptyOutDir: true,
    minify: false,
    target: 'es2022',
    outDir: '../../test-results/gallery',
    rollupOptions: { input: fileURLToPath(new URL('gallery.html', import.meta.url)) },
  },
});
