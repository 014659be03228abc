import { basename, dirname, join } from 'node:path';
import express, { type Express, type Request, type Response } from 'express';
import { sendRefusal } from './api.ts';
import { requestNotes } from './request-log.ts';
import { refuse } from './route.ts';

/** The addresses that the client draws (client/app.tsx); elsewhere its own "no such page" comes with a 404. */
export const pagePaths = [
  '/',
  '/sign-in',
  '/meeting/:id',
  '/meeting/:id/log',
  '/meeting/:id/reports/speech',
  '/meeting/:id/reports/attendance',
  '/meeting/:id/minutes',
  '/site',
  '/archive',
  '/archive/:id',
  '/archive/:id/hand-over',
  '/shared/:secret',
  '/devices',
  '/units',
  '/accounts',
];

/** A year: Vite writes a hash of the content into the name of everything under assets/. */
const forever = 'public, max-age=31536000, immutable';

/**
 * The built client: assets kept for ever, the page itself never, so that a new build is seen at the next load.
 * `clientFolder` is absolute.
 */
export function mountClient(app: Express, clientFolder: string): void {
  const sendPage = (response: Response, status: 200 | 404) => {
    response.status(status).setHeader('Cache-Control', 'no-store');
    response.sendFile('index.html', { root: clientFolder, cacheControl: false }, (error?: Error) => {
      // Not built, or taken away while running; a caller who went away needs nothing.
      if (error !== undefined && !response.headersSent) sendRefusal(response, refuse('unavailable'));
    });
  };
  const assets = join(clientFolder, 'assets');

  app.get(pagePaths, (_request: Request, response: Response) => {
    requestNotes(response).route = 'GET page';
    sendPage(response, 200);
  });
  app.use(
    express.static(clientFolder, {
      index: false,
      redirect: false,
      cacheControl: false,
      setHeaders: (response, path) => {
        // The page has its own headers above, also when it is asked for by its file's name.
        const hashed = dirname(path).startsWith(assets);
        response.setHeader(
          'Cache-Control',
          hashed ? forever : basename(path) === 'index.html' ? 'no-store' : 'no-cache',
        );
      },
    }),
  );
  app.use((request: Request, response: Response) => {
    const wantsPage = request.method === 'GET' && request.accepts(['json', 'html']) === 'html';
    if (wantsPage) sendPage(response, 404);
    else sendRefusal(response, refuse('not-found'));
  });
}
