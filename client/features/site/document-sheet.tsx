import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isShownInPage, type MeetingDocument } from '../../../core/document.ts';
import type { DocumentId, ParticipantId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import { DocumentBody } from '../documents/document-body.tsx';
import { documentGroups } from '../documents/document-groups.ts';
import { documentOn, type Shelf, shelfIn } from '../documents/shelf.ts';
import { useViewer } from '../documents/use-viewer.ts';
import classes from './document-sheet.module.css';
import room from './room.module.css';
import { RoomKey } from './room-key.tsx';
import { RoomSheet } from './room-sheet.tsx';

type ListProps = {
  readonly shelf: Shelf;
  readonly onRead: (document: DocumentId) => void;
  readonly onClose: () => void;
};

function List({ shelf, onRead, onClose }: ListProps) {
  const { t } = useTranslation();
  const groups = documentGroups(shelf.documents, shelf.agenda, shelf.current);
  return (
    <RoomSheet label={t('documents.title')}>
      <h2 className={room.title}>{t('documents.title')}</h2>
      <div className={classes.groups}>
        {groups.length === 0 && <p className={room.sub}>{t('documents.empty')}</p>}
        {groups.map((group, index) => (
          <section key={group.item?.id ?? ''} className={classes.group}>
            <h3 className={classes.item}>
              {group.place > 0 && `${group.place}. `}
              {group.item?.title ?? t('documents.whole')}
              {group.current && <span className={classes.now}>{t('documents.current')}</span>}
            </h3>
            {group.documents.map(({ id, title, mediaType }, place) => (
              <div key={id} className={classes.line}>
                <RoomKey
                  className={classes.document}
                  label={t('documents.read', { title })}
                  first={index === 0 && place === 0}
                  onPress={() => onRead(id)}
                >
                  <span className={classes.name}>{title}</span>
                </RoomKey>
                <span className={classes.kind}>{t(`documents.kind.${mediaType}`)}</span>
              </div>
            ))}
          </section>
        ))}
      </div>
      <RoomKey className={room.big} label={t('site.back')} onPress={onClose} />
    </RoomSheet>
  );
}

type ReaderProps = {
  readonly shelf: Shelf;
  readonly document: MeetingDocument;
  readonly onClose: () => void;
};

/** What a window shows less of itself when it is moved on, so that no line is lost. */
const step = 0.85;

function Reader({ shelf, document, onClose }: ReaderProps) {
  const { t } = useTranslation();
  const viewer = useViewer();
  const ground = useRef<HTMLDivElement>(null);
  const scroll = (by: 1 | -1) => {
    const window = ground.current?.querySelector('[role="document"]');
    window?.scrollBy({ top: by * step * window.clientHeight });
  };
  const shown = isShownInPage(document.mediaType);
  const { place, zoom, control, onPlace, run } = viewer;
  return (
    <RoomSheet label={t('documents.viewer.label', { title: document.title })}>
      <div className={classes.reader}>
        <p className={classes.head}>
          <span className={classes.name}>{document.title}</span>
          {place !== null && (
            <span className={classes.kind}>
              {t('documents.viewer.pages', { page: place.page, all: place.pages })}
            </span>
          )}
        </p>
        <div ref={ground} className={classes.body}>
          {shown ? (
            <DocumentBody
              meeting={shelf.meeting}
              document={document}
              zoom={zoom}
              control={control}
              onPlace={onPlace}
              onDownload={null}
            />
          ) : (
            <p className={classes.elsewhere}>
              {t('documents.viewer.notShown')} {t('documents.viewer.notShownRoom')}
            </p>
          )}
        </div>
        <div className={classes.keys}>
          {shown && (
            <>
              <RoomKey label={t('site.document.down')} first onPress={() => scroll(1)} />
              <RoomKey label={t('site.document.up')} onPress={() => scroll(-1)} />
              {place !== null && (
                <>
                  <RoomKey label={t('documents.viewer.next')} onPress={() => run('next')} />
                  <RoomKey label={t('documents.viewer.previous')} onPress={() => run('previous')} />
                </>
              )}
              <RoomKey label={t('documents.viewer.zoomIn')} onPress={() => run('zoomIn')} />
              <RoomKey label={t('documents.viewer.zoomOut')} onPress={() => run('zoomOut')} />
            </>
          )}
          <RoomKey label={t('site.back')} onPress={onClose} />
        </div>
      </div>
    </RoomSheet>
  );
}

type DocumentSheetProps = {
  readonly meeting: Meeting;
  readonly you: ParticipantId;
  readonly onClose: () => void;
};

/** The meeting's documents on a room's screen, by remote control: the list, and what is chosen of it. */
export function DocumentSheet({ meeting, you, onClose }: DocumentSheetProps) {
  const [read, setRead] = useState<DocumentId | null>(null);
  const shelf = shelfIn(meeting, you);
  const document = documentOn(shelf, read);
  if (document === null) return <List shelf={shelf} onRead={setRead} onClose={onClose} />;
  return <Reader key={document.id} shelf={shelf} document={document} onClose={() => setRead(null)} />;
}
