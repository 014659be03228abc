import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** `vite build client` from the project's root; the hub serves `client/dist`. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react()],
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
