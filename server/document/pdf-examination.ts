import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Logger } from 'pino';

/** Whether a PDF opens: `locked`, not without a password; `damaged`, not at all. */
export const pdfStates = ['sound', 'locked', 'damaged'] as const;
export type PdfState = (typeof pdfStates)[number];

const run = promisify(execFile);
const examiner = fileURLToPath(new URL('pdf-examiner.ts', import.meta.url));

/** How long one file is looked at, in ms: 150 MB of noise took 4.4 s on a slow machine, a true PDF of 300 pages 0.3 s. */
const patienceMs = 60_000;
/** Heap of the process that looks, in megabytes: what it reads lies outside of it. */
const heapMegabytes = 512;
/** Whatever a file does to the library, that process writes nothing, starts nothing, and knows none of the hub's secrets. */
const confined = ['--permission', '--allow-fs-read=*'];

/**
 * Looks whether PDF files open (DOCUMENT-10), one after the other. Null: it could not be said, by any fault but the
 * file's own, or in the time there is. Never rejects.
 */
export function createPdfExamination(logger: Logger): (path: string) => Promise<PdfState | null> {
  let line: Promise<unknown> = Promise.resolve();
  const examine = async (path: string): Promise<PdfState | null> => {
    try {
      const { stdout } = await run(
        process.execPath,
        [...confined, `--max-old-space-size=${heapMegabytes}`, examiner, path],
        { timeout: patienceMs, killSignal: 'SIGKILL', maxBuffer: 10_000, env: {} },
      );
      return pdfStates.find((state) => state === stdout) ?? null;
    } catch (error) {
      logger.warn({ err: error, path }, 'whether a PDF opens could not be said: it is taken');
      return null;
    }
  };
  return (path) => {
    const done = line.then(() => examine(path));
    line = done;
    return done;
  };
}
