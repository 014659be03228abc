import { readFile } from 'node:fs/promises';
import { constants, setPriority } from 'node:os';
import * as pdfjs from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PdfState } from './pdf-examination.ts';

/**
 * A program of its own: whether the PDF at the given path opens, as one word on standard output. It asks the library
 * that the screens read PDF with, so that what is taken here opens there. A process, and not a part of the hub: what is
 * in such a file anybody may have made, and neither its size nor what it does to the library touches a meeting.
 */
async function stateOf(path: string): Promise<PdfState> {
  const task = pdfjs.getDocument({
    data: new Uint8Array(await readFile(path)),
    useWasm: false,
    verbosity: pdfjs.VerbosityLevel.ERRORS,
  });
  try {
    const pdf = await task.promise;
    await pdf.getPage(1);
    return 'sound';
  } catch (error) {
    return error instanceof pdfjs.PasswordException ? 'locked' : 'damaged';
  } finally {
    await task.destroy();
  }
}

const [path] = process.argv.slice(2);
if (path === undefined) throw new Error('the path of a PDF is missing');
// A meeting on the same machine comes first.
setPriority(constants.priority.PRIORITY_LOW);
process.stdout.write(await stateOf(path));
