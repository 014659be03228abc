import { lazy, type RefObject, Suspense, useEffect, useState } from 'react';
import type { MeetingDocument } from '../../../core/document.ts';
import type { MeetingId } from '../../../core/id.ts';
import { BodyMessage, Loading, NotLoaded, Opening } from './document-message.tsx';
import { useDocumentFile } from './use-document-file.ts';
import classes from './viewer.module.css';
import type { Zoom } from './zoom.ts';

// The reader is larger than all the rest of a screen.
const PdfView = lazy(() =>
  import('./pdf-view.tsx').then(
    (module) => ({ default: module.PdfView }),
    // It did not come, or this browser cannot run it: that ends the reading, never the meeting around it.
    () => ({ default: NoReader }),
  ),
);

/** What turns the pages from outside. */
export type ViewerControl = { show(page: number): void; page(): number };
/** Which page is read, of how many. */
export type Place = { readonly page: number; readonly pages: number };

export type BodyProps = {
  readonly document: MeetingDocument;
  readonly file: Blob;
  readonly zoom: Zoom;
  readonly control: RefObject<ViewerControl | null>;
  /** Told which page is read; of what has no pages nothing is told. */
  readonly onPlace: (place: Place) => void;
  /** Takes the file home; null: a room's screen, where there is nothing to do so with. */
  readonly onDownload: (() => void) | null;
};

function NoReader({ onDownload }: BodyProps) {
  return <BodyMessage what="noReader" onDownload={onDownload} />;
}

function Picture({ document, file, zoom, onDownload }: BodyProps) {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  const [broken, setBroken] = useState(false);
  if (broken) return <BodyMessage what="damaged" onDownload={onDownload} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled with the keys
    <div className={classes.scroll} tabIndex={0} role="document">
      {address !== null && (
        <img
          className={classes.picture}
          src={address}
          alt={document.title}
          style={{ width: `${zoom * 100}%` }}
          onError={() => setBroken(true)}
        />
      )}
    </div>
  );
}

function Writing({ file, zoom }: BodyProps) {
  const [text, setText] = useState('');
  useEffect(() => {
    let gone = false;
    void file.text().then((read) => {
      if (!gone) setText(read);
    });
    return () => {
      gone = true;
    };
  }, [file]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled with the keys
    <div className={classes.scroll} tabIndex={0} role="document">
      <pre className={classes.writing} style={{ fontSize: `${zoom}em` }}>
        {text}
      </pre>
    </div>
  );
}

function Shown(props: BodyProps) {
  switch (props.document.mediaType) {
    case 'application/pdf':
      return (
        <Suspense fallback={<Opening />}>
          <PdfView {...props} />
        </Suspense>
      );
    case 'image/png':
    case 'image/jpeg':
      return <Picture {...props} />;
    case 'text/plain':
      return <Writing {...props} />;
    default:
      return <BodyMessage what="notShown" onDownload={props.onDownload} />;
  }
}

/** The document itself, or why it is not shown. */
export function DocumentBody({
  meeting,
  ...props
}: Omit<BodyProps, 'file'> & { readonly meeting: MeetingId }) {
  const { state, again } = useDocumentFile(meeting, props.document);
  switch (state.kind) {
    case 'loading':
      return <Loading share={state.share} />;
    case 'failed':
      return <NotLoaded code={state.code} onAgain={again} />;
    case 'ready':
      return <Shown {...props} file={state.file} />;
  }
}
