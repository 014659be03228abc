import * as pdfjs from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerAddress from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';

/**
 * pdf.js, in the build for older browsers. This module is large: it is loaded when the first PDF is opened, never with
 * a screen. Everything it asks for lies with the page's own files.
 */
pdfjs.GlobalWorkerOptions.workerSrc = workerAddress;
const files = `/assets/pdf-${pdfjs.version}`;

export type Pdf = pdfjs.PDFDocumentProxy;
export type PdfPage = pdfjs.PDFPageProxy;

/** Why a PDF cannot be shown. */
export type PdfFault = 'password' | 'damaged';
export type OpenedPdf =
  | { readonly ok: true; readonly pdf: Pdf; close(): void }
  | { readonly ok: false; readonly fault: PdfFault };

/** Opens a PDF. Never throws. */
export async function openPdf(file: Blob): Promise<OpenedPdf> {
  const task = pdfjs.getDocument({
    data: new Uint8Array(await file.arrayBuffer()),
    cMapUrl: `${files}/cmaps/`,
    standardFontDataUrl: `${files}/standard_fonts/`,
    wasmUrl: `${files}/wasm/`,
    // The policy of the pages lets none run; scripts that do the same lie beside it.
    useWasm: false,
    disableWorkerRendering: true,
    verbosity: pdfjs.VerbosityLevel.ERRORS,
  });
  const close = () => void task.destroy().catch(() => undefined);
  try {
    const pdf = await task.promise;
    return { ok: true, pdf, close };
  } catch (error) {
    close();
    return { ok: false, fault: error instanceof pdfjs.PasswordException ? 'password' : 'damaged' };
  }
}

/** Most pixels of one page's picture: beyond it telephones draw nothing at all. */
const mostPixels = 12_000_000;

/** A page being drawn, its text laid over the picture. */
export type Drawing = {
  /** Both, once they are drawn; null: it was cancelled. Rejects when the page cannot be drawn. */
  readonly done: Promise<readonly [picture: HTMLCanvasElement, text: HTMLElement] | null>;
  cancel(): void;
};

/** Draws a page anew, `width` in CSS pixels wide. */
export function drawPage(page: PdfPage, width: number): Drawing {
  const scale = width / page.getViewport({ scale: 1 }).width;
  const viewport = page.getViewport({ scale });
  const dense = Math.min(
    window.devicePixelRatio || 1,
    Math.sqrt(mostPixels / (viewport.width * viewport.height)),
  );
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.floor(viewport.width * dense));
  canvas.height = Math.max(1, Math.floor(viewport.height * dense));
  const text = document.createElement('div');
  // By it the text's sizes are set, as pdf.js states them.
  text.style.setProperty('--total-scale-factor', String(scale));
  const painting = page.render({ canvas, viewport, transform: [dense, 0, 0, dense, 0, 0] });
  const layer = new pdfjs.TextLayer({
    textContentSource: page.streamTextContent(),
    container: text,
    viewport,
  });
  let cancelled = false;
  // A text that cannot be read leaves the picture.
  const written = layer.render().catch(() => undefined);
  const done = Promise.all([painting.promise, written]).then(
    () => (cancelled ? null : ([canvas, text] as const)),
    (error: unknown) => {
      if (cancelled) return null;
      throw error;
    },
  );
  return {
    done,
    cancel: () => {
      cancelled = true;
      painting.cancel();
      layer.cancel();
    },
  };
}
