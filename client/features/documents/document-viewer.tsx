import { ActionIcon, Button, Tooltip } from '@mantine/core';
import {
  IconArrowAutofitWidth,
  IconArrowLeft,
  IconChevronDown,
  IconChevronUp,
  IconDownload,
  IconX,
  IconZoomIn,
  IconZoomOut,
} from '@tabler/icons-react';
import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MeetingDocument } from '../../../core/document.ts';
import { isShownInPage } from '../../../core/document.ts';
import type { MeetingId } from '../../../core/id.ts';
import type { Refusal } from '../../../core/refusal.ts';
import { documentAddress, saveFile } from '../../session/index.ts';
import { DocumentBody } from './document-body.tsx';
import { useViewer, type Viewer } from './use-viewer.ts';
import classes from './viewer.module.css';
import { type ViewerDeed, viewerDeed, zooms } from './zoom.ts';

type DocumentViewerProps = {
  readonly meeting: MeetingId;
  readonly document: MeetingDocument;
  /** Back to the list that it covers, or closed beside it. */
  readonly way: 'back' | 'close';
  readonly onClose: () => void;
};

function IconButton({
  label,
  onPress,
  disabled = false,
  children,
}: {
  readonly label: string;
  readonly onPress: () => void;
  readonly disabled?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={44}
        aria-label={label}
        aria-disabled={disabled || undefined}
        {...(disabled ? { 'data-disabled': true } : { onClick: onPress })}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

/** The page's number, to be read and to be typed. */
function PageField({ viewer }: { readonly viewer: Viewer }) {
  const { t } = useTranslation();
  const { place, show } = viewer;
  const [typed, setTyped] = useState<string | null>(null);
  if (place === null) return null;
  const go = (event: FormEvent) => {
    event.preventDefault();
    const page = Number(typed);
    if (typed !== null && Number.isFinite(page) && page > 0) show(page);
    setTyped(null);
  };
  return (
    <form className={classes.pageField} onSubmit={go}>
      <input
        className={classes.pageInput}
        aria-label={t('documents.viewer.page')}
        inputMode="numeric"
        value={typed ?? String(place.page)}
        onChange={(event) => setTyped(event.currentTarget.value.replaceAll(/\D/g, '').slice(0, 5))}
        onFocus={(event) => event.currentTarget.select()}
        onBlur={() => setTyped(null)}
      />
      <span className="tabular">{t('documents.viewer.pageOf', { all: place.pages })}</span>
    </form>
  );
}

function PageTools({ viewer }: { readonly viewer: Viewer }) {
  const { t } = useTranslation();
  const { place, run } = viewer;
  if (place === null) return null;
  return (
    <div className={classes.tools}>
      <IconButton
        label={t('documents.viewer.previous')}
        disabled={place.page <= 1}
        onPress={() => run('previous')}
      >
        <IconChevronUp size={22} aria-hidden="true" />
      </IconButton>
      <PageField viewer={viewer} />
      <IconButton
        label={t('documents.viewer.next')}
        disabled={place.page >= place.pages}
        onPress={() => run('next')}
      >
        <IconChevronDown size={22} aria-hidden="true" />
      </IconButton>
    </div>
  );
}

function ZoomTools({ viewer: { zoom, run } }: { readonly viewer: Viewer }) {
  const { t } = useTranslation();
  const press = (deed: ViewerDeed) => () => run(deed);
  return (
    <div className={classes.tools}>
      <IconButton
        label={t('documents.viewer.zoomOut')}
        disabled={zoom === zooms[0]}
        onPress={press('zoomOut')}
      >
        <IconZoomOut size={22} aria-hidden="true" />
      </IconButton>
      <IconButton
        label={t('documents.viewer.zoomIn')}
        disabled={zoom === zooms.at(-1)}
        onPress={press('zoomIn')}
      >
        <IconZoomIn size={22} aria-hidden="true" />
      </IconButton>
      <IconButton label={t('documents.viewer.fit')} disabled={zoom === 1} onPress={press('fit')}>
        <IconArrowAutofitWidth size={22} aria-hidden="true" />
      </IconButton>
    </div>
  );
}

/** A document within the page: read with mouse, keys or a thumb, and taken home. */
export function DocumentViewer({ meeting, document, way, onClose }: DocumentViewerProps) {
  const { t } = useTranslation();
  const viewer = useViewer();
  const ground = useRef<HTMLElement>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  // The keys are the document's from the start.
  useEffect(() => ground.current?.focus(), []);
  const press = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLInputElement) return;
    if (event.key === 'Escape') {
      event.stopPropagation();
      onClose();
      return;
    }
    const deed = viewerDeed(event.nativeEvent);
    if (deed === null) return;
    event.preventDefault();
    event.stopPropagation();
    viewer.run(deed);
  };
  const download = async () =>
    setRefusal(await saveFile(documentAddress(meeting, document.id), document.fileName));
  const shown = isShownInPage(document.mediaType);
  const close = t(way === 'back' ? 'documents.viewer.back' : 'documents.viewer.close');
  return (
    <section
      ref={ground}
      className={classes.viewer}
      aria-label={t('documents.viewer.label', { title: document.title })}
      tabIndex={-1}
      onKeyDown={press}
    >
      <header className={classes.bar}>
        {way === 'back' && (
          <IconButton label={close} onPress={onClose}>
            <IconArrowLeft size={22} aria-hidden="true" />
          </IconButton>
        )}
        <h2 className={classes.name}>{document.title}</h2>
        <div className={classes.small}>
          <IconButton label={t('documents.viewer.download')} onPress={() => void download()}>
            <IconDownload size={22} aria-hidden="true" />
          </IconButton>
        </div>
        {shown && <PageTools viewer={viewer} />}
        {shown && <ZoomTools viewer={viewer} />}
        <Button
          visibleFrom="sm"
          variant="default"
          leftSection={<IconDownload size={18} aria-hidden="true" />}
          onClick={() => void download()}
        >
          {t('documents.viewer.download')}
        </Button>
        {way === 'close' && (
          <IconButton label={close} onPress={onClose}>
            <IconX size={22} aria-hidden="true" />
          </IconButton>
        )}
      </header>
      {refusal !== null && (
        <p className={classes.refused} role="alert">
          {t('documents.viewer.refused')} {t(`refusal.${refusal.code}`)}
        </p>
      )}
      <DocumentBody
        key={document.id}
        meeting={meeting}
        document={document}
        zoom={viewer.zoom}
        control={viewer.control}
        onPlace={viewer.onPlace}
        onDownload={() => void download()}
      />
    </section>
  );
}
