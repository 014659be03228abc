import { useState } from 'react';
import type { MeetingDocument } from '../../../core/document.ts';
import type { DocumentId, ParticipantId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import { documentOn, shelfIn } from '../documents/shelf.ts';

/** What has the room beside the panel: the stage alone, or below it the wall or a document; or the operator's board. */
export type MainView = 'stage' | 'wall' | 'board' | 'document';

export type MainViewState = {
  readonly view: MainView;
  /** What is being read; it goes when it is taken away. */
  readonly document: MeetingDocument | null;
  readonly toStage: () => void;
  /** Opened, or closed where it is open. */
  readonly toggle: (wanted: 'wall' | 'board') => void;
  readonly read: (document: DocumentId) => void;
};

export function useMainView(meeting: Meeting, you: ParticipantId): MainViewState {
  const [chosen, setChosen] = useState<Exclude<MainView, 'document'>>('stage');
  const [reading, setReading] = useState<DocumentId | null>(null);
  const document = documentOn(shelfIn(meeting, you), reading);
  const view = document === null ? chosen : 'document';
  const show = (wanted: typeof chosen) => {
    setReading(null);
    setChosen(wanted);
  };
  return {
    view,
    document,
    toStage: () => show('stage'),
    toggle: (wanted) => show(view === wanted ? 'stage' : wanted),
    read: (wanted) => {
      setChosen('stage');
      setReading(wanted);
    },
  };
}
