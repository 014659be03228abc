import type { ParticipantId } from '../../../core/id.ts';
import type { PictureSize, ShownPicture, Source } from '../../../protocol/media.ts';
import { type TrackKey, trackKey } from '../session-store.ts';
import type { Ask } from './ask.ts';
import type { Receiver } from './receiver.ts';

/** Changes of one drawing settle together, in ms: a page of the wall turns as a whole. */
const settleMs = 100;
/** A page hidden for longer than this, in ms, needs no pictures; a glance at another tab does not restart them. */
const hiddenMs = 10_000;

type Screen = { readonly ask: Ask; readonly receiver: Receiver };

let screen: Screen | null = null;
let pictures: readonly ShownPicture[] = [];
let toldPictures = '';
let sizeByKey: Readonly<Record<TrackKey, PictureSize>> = {};
/** By consumer, the size last told. */
const toldSizes = new Map<string, PictureSize>();
let hidden = false;
let timer: ReturnType<typeof setTimeout> | null = null;
let hiding: ReturnType<typeof setTimeout> | null = null;

function tellPictures({ ask }: Screen): void {
  const shown = hidden ? [] : pictures;
  const text = JSON.stringify(shown);
  if (text === toldPictures) return;
  toldPictures = text;
  void ask('media.view', { pictures: [...shown] });
}

function tellSizes({ ask, receiver }: Screen): void {
  for (const [key, wanted] of Object.entries(sizeByKey)) {
    const slash = key.lastIndexOf('/');
    const consumer = receiver.consumerOf(
      key.slice(0, slash) as ParticipantId,
      key.slice(slash + 1) as Source,
    );
    const size = hidden ? 'thumbnail' : wanted;
    if (consumer === null || toldSizes.get(consumer) === size) continue;
    toldSizes.set(consumer, size);
    void ask('media.consumer.size', { consumer, size });
  }
}

function settleSoon(): void {
  if (timer !== null) return;
  timer = setTimeout(() => {
    timer = null;
    if (!screen) return;
    tellPictures(screen);
    tellSizes(screen);
  }, settleMs);
}

/** What is shown beyond the stage; the whole list each time. */
export function setView(next: readonly ShownPicture[]): void {
  pictures = next;
  settleSoon();
}

/** How large a stage picture is drawn; remembered for when the picture comes. */
export function setSize(participant: ParticipantId, source: Source, size: PictureSize): void {
  sizeByKey = { ...sizeByKey, [trackKey(participant, source)]: size };
  settleSoon();
}

/** A new link: the hub knows nothing of what is shown here. */
export function showOver(next: Screen | null): void {
  screen = next;
  toldPictures = '[]';
  toldSizes.clear();
  settleSoon();
}

/** A picture came: its size may have been stated before it. */
export function pictureOpened(): void {
  settleSoon();
}

/** Outside a meeting nothing is shown. */
export function forgetView(): void {
  pictures = [];
  sizeByKey = {};
  showOver(null);
}

/** Follows whether the page is in sight; returns what ends it. */
export function watchVisibility(): () => void {
  function follow(): void {
    if (hiding !== null) clearTimeout(hiding);
    hiding = null;
    if (document.visibilityState === 'visible') {
      hidden = false;
      settleSoon();
      return;
    }
    hiding = setTimeout(() => {
      hidden = true;
      settleSoon();
    }, hiddenMs);
  }
  follow();
  document.addEventListener('visibilitychange', follow);
  return () => {
    document.removeEventListener('visibilitychange', follow);
    if (hiding !== null) clearTimeout(hiding);
    hiding = null;
    hidden = false;
  };
}
