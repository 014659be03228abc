import { type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { drawPage, type Pdf } from './pdf-reader.ts';
import classes from './viewer.module.css';

type PdfPageProps = {
  readonly pdf: Pdf;
  /** From 1. */
  readonly number: number;
  /** CSS pixels. */
  readonly width: number;
  /** Height by width, until the page itself tells. */
  readonly ratio: number;
  readonly window: RefObject<HTMLElement | null>;
};

/** Whether the page is in the window, or so near that it may be soon. */
function useNear(sheet: RefObject<HTMLElement | null>, root: RefObject<HTMLElement | null>): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    const { current } = sheet;
    if (current === null) return;
    const watcher = new IntersectionObserver((seen) => setNear(seen.at(-1)?.isIntersecting ?? false), {
      root: root.current,
      rootMargin: '60% 0px',
    });
    watcher.observe(current);
    return () => watcher.disconnect();
  }, [sheet, root]);
  return near;
}

/** One page, drawn while it is near the window: a long document does not fill the memory of a telephone. */
export function PdfPage({ pdf, number, width, ratio, window }: PdfPageProps) {
  const { t } = useTranslation();
  const sheet = useRef<HTMLElement>(null);
  const ground = useRef<HTMLDivElement>(null);
  const near = useNear(sheet, window);
  const [own, setOwn] = useState<number | null>(null);
  const [state, setState] = useState<'waiting' | 'drawn' | 'failed'>('waiting');
  useEffect(() => {
    if (!near) {
      ground.current?.replaceChildren();
      setState('waiting');
      return;
    }
    let cancel: (() => void) | null = null;
    let gone = false;
    const draw = async () => {
      const page = await pdf.getPage(number);
      const { width: wide, height: high } = page.getViewport({ scale: 1 });
      if (gone) return;
      setOwn(high / wide);
      const drawing = drawPage(page, width);
      cancel = drawing.cancel;
      const drawn = await drawing.done;
      if (drawn === null || gone) return;
      const [picture, text] = drawn;
      text.className = classes.text ?? '';
      ground.current?.replaceChildren(picture, text);
      setState('drawn');
    };
    draw().catch(() => {
      if (!gone) setState('failed');
    });
    return () => {
      gone = true;
      cancel?.();
    };
  }, [near, pdf, number, width]);
  return (
    <article
      ref={sheet}
      className={classes.sheet}
      data-page={number}
      data-state={state}
      aria-label={t('documents.viewer.pageLabel', { page: number })}
      style={{ width, height: width * (own ?? ratio) }}
    >
      <div ref={ground} className={classes.drawn} />
      {state === 'failed' && <p className={classes.undrawn}>{t('documents.viewer.notDrawn')}</p>}
    </article>
  );
}
