import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Where the PDF reader's own files lie, and which of them it asks for: fonts, tables, and what it decodes scans by. */
const reader = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
const readerFiles: Readonly<Record<string, RegExp>> = {
  cmaps: /\.bcmap$/,
  standard_fonts: /\.(pfb|ttf)$/,
  // The policy of the pages lets no WebAssembly run: the same decoders are there as plain scripts.
  wasm: /_nowasm_fallback\.js$/,
};

/** They go beside what is built, in a folder named by their version: it is asked for by `pdf-reader.ts`. */
const pdfReaderFiles: Plugin = {
  name: 'pdf-reader-files',
  apply: 'build',
  generateBundle() {
    const { version } = JSON.parse(readFileSync(join(reader, 'package.json'), 'utf8'));
    for (const [folder, wanted] of Object.entries(readerFiles))
      for (const name of readdirSync(join(reader, folder)).filter((each) => wanted.test(each)))
        this.emitFile({
          type: 'asset',
          fileName: `assets/pdf-${version}/${folder}/${name}`,
          source: readFileSync(join(reader, folder, name)),
        });
  },
};

/** `vite build client` from the project's root; the hub serves `client/dist`. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react(), pdfReaderFiles],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // No data: URLs: the hub's Content-Security-Policy lets fonts and pictures come from 'self' alone.
    assetsInlineLimit: 0,
    // Inline preload scripts would break script-src 'self'.
    modulePreload: { polyfill: false },
    target: 'es2022',
    chunkSizeWarningLimit: 900,
  },
});
