import { useEffect, useRef, useState } from 'react';
import type { MeetingId } from '../../../core/id.ts';
import { documents } from '../../session/index.ts';
import { createUploadQueue, type UploadRow } from './upload-queue.ts';

/** Files on their way into a meeting; what is not sent when the dialog goes is not sent. */
export function useUploads(meeting: MeetingId, onAdded: () => void) {
  const [rows, setRows] = useState<readonly UploadRow[]>([]);
  const added = useRef(onAdded);
  useEffect(() => {
    added.current = onAdded;
  });
  const [queue] = useState(() =>
    createUploadQueue({
      send: ({ file, title, item }, tell) => {
        const sending = documents.add(meeting, { file, title, item }, tell);
        void sending.outcome.then((outcome) => {
          if (outcome?.ok) added.current();
        });
        return sending;
      },
      show: setRows,
    }),
  );
  useEffect(() => {
    queue.open();
    return queue.close;
  }, [queue]);
  return { rows, queue };
}
