import { useElementSize } from '@mantine/hooks';
import { useEffect, useImperativeHandle, useRef, useState } from 'react';
import type { BodyProps } from './document-body.tsx';
import { BodyMessage, Opening } from './document-message.tsx';
import { PdfPage } from './pdf-page.tsx';
import { type OpenedPdf, openPdf, type Pdf } from './pdf-reader.ts';
import classes from './viewer.module.css';
import { pageAt } from './zoom.ts';

/** Left and right of a page, in CSS pixels. */
const margin = 24;

/** The PDF, opened; null while it is being. */
function usePdf(file: Blob): OpenedPdf | null {
  const [opened, setOpened] = useState<OpenedPdf | null>(null);
  useEffect(() => {
    let gone = false;
    let close: (() => void) | null = null;
    void openPdf(file).then((result) => {
      if (result.ok) close = result.close;
      if (gone) close?.();
      else setOpened(result);
    });
    return () => {
      gone = true;
      close?.();
      setOpened(null);
    };
  }, [file]);
  return opened;
}

/** Height by width of the first page: the others are taken for the same until they are there. */
function useFirstRatio(pdf: Pdf): number | null {
  const [ratio, setRatio] = useState<number | null>(null);
  useEffect(() => {
    void pdf
      .getPage(1)
      .then((page) => page.getViewport({ scale: 1 }))
      .then(
        ({ width, height }) => setRatio(height / width),
        () => setRatio(Math.SQRT2),
      );
  }, [pdf]);
  return ratio;
}

function Pages({
  pdf,
  zoom,
  control,
  onPlace,
}: Omit<BodyProps, 'file' | 'document' | 'onDownload'> & { readonly pdf: Pdf }) {
  const window = useRef<HTMLDivElement>(null);
  const { ref: measured, width } = useElementSize();
  const ratio = useFirstRatio(pdf);
  const page = useRef(1);
  const pages = pdf.numPages;
  const sheets = () => Array.from(window.current?.querySelectorAll<HTMLElement>('[data-page]') ?? []);
  const show = (number: number) => {
    const wanted = Math.min(Math.max(1, Math.round(number)), pages);
    const top = sheets()[wanted - 1]?.offsetTop ?? 0;
    window.current?.scrollTo({ top: Math.max(0, top - 8) });
  };
  const place = () => {
    const { current } = window;
    if (current === null) return;
    const tops = sheets().map(({ offsetTop }) => offsetTop);
    const found = pageAt(tops, current.scrollTop + current.clientHeight / 2);
    // Told once for each page: a scrolling window tells sixty times a second.
    if (found === page.current) return;
    page.current = found;
    onPlace({ page: found, pages });
  };
  useImperativeHandle(control, () => ({ show, page: () => page.current }));
  // biome-ignore lint/correctness/useExhaustiveDependencies: told once for each document, then as it is scrolled
  useEffect(() => onPlace({ page: 1, pages }), [pdf]);
  const drawn = Math.max(120, Math.floor((width - 2 * margin) * zoom));
  // What was in the middle stays there when the width changes.
  const before = useRef<number | null>(null);
  const measuredYet = ratio !== null && width > 0;
  useEffect(() => {
    const { current } = window;
    if (current === null || !measuredYet) return;
    const middle = current.scrollTop + current.clientHeight / 2;
    if (before.current !== null && before.current !== drawn)
      current.scrollTop = (middle * drawn) / before.current - current.clientHeight / 2;
    before.current = drawn;
  }, [drawn, measuredYet]);
  return (
    <div ref={measured} className={classes.body}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled with the keys */}
      <div ref={window} className={classes.scroll} tabIndex={0} role="document" onScroll={place}>
        {ratio !== null && measuredYet && (
          <div className={classes.pages}>
            {Array.from({ length: pages }, (_, index) => (
              <PdfPage
                // biome-ignore lint/suspicious/noArrayIndexKey: a page is its number
                key={index}
                pdf={pdf}
                number={index + 1}
                width={drawn}
                ratio={ratio}
                window={window}
              />
            ))}
          </div>
        )}
      </div>
    </div>
  );
}

/** A PDF, page below page. */
export function PdfView({ file, ...props }: BodyProps) {
  const opened = usePdf(file);
  if (opened === null) return <Opening />;
  if (!opened.ok) return <BodyMessage what={opened.fault} onDownload={props.onDownload} />;
  return <Pages {...props} pdf={opened.pdf} />;
}
