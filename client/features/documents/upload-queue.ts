import { mediaTypeOfName } from '../../../core/document.ts';
import type { AgendaItemId } from '../../../core/id.ts';
import type { RefusalCode } from '../../../core/refusal.ts';
import type { Result, Sending, UploadNews } from '../../session/index.ts';

/** How far one file is. `ready`: it waits for the order; `waiting`: for those before it. */
export type UploadState =
  | { readonly kind: 'ready' | 'waiting' | 'checking' | 'done' | 'stopped' }
  | { readonly kind: 'sending'; readonly share: number }
  | { readonly kind: 'failed'; readonly code: RefusalCode }
  /** It will not be taken, whatever is tried. */
  | { readonly kind: 'unfit'; readonly code: RefusalCode };

/** A file to be sent, and what is said of it; `item` null: it belongs to the meeting as a whole. */
export type UploadRow = {
  readonly key: number;
  readonly file: File;
  readonly title: string;
  readonly item: AgendaItemId | null;
  readonly state: UploadState;
};

type QueueNeeds = {
  readonly send: (row: UploadRow, tell: (news: UploadNews) => void) => Sending<null>;
  /** Told after every change. */
  readonly show: (rows: readonly UploadRow[]) => void;
};

/** The title that a file's name suggests. */
export function titleOf(fileName: string): string {
  const stem = fileName
    .replace(/\.[^.]*$/, '')
    .replaceAll('_', ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return (stem === '' ? fileName : stem).slice(0, 200);
}

/** Whether one may still order it to be sent. */
export function isSendable({ state, title }: UploadRow): boolean {
  return ['ready', 'failed', 'stopped'].includes(state.kind) && title.trim() !== '';
}

/** Whether it is on its way, or about to be. */
export function isUnderWay({ state }: UploadRow): boolean {
  return ['waiting', 'sending', 'checking'].includes(state.kind);
}

function judged(file: File, mostBytes: number): UploadState {
  if (mediaTypeOfName(file.name) === null || file.size === 0)
    return { kind: 'unfit', code: 'file-not-taken' };
  return file.size > mostBytes ? { kind: 'unfit', code: 'too-large' } : { kind: 'ready' };
}

/** What trying again would not change. */
const forGood: readonly RefusalCode[] = [
  'file-not-taken',
  'file-locked',
  'file-damaged',
  'too-large',
  'already-added',
];

function stateAfter(outcome: Result<null> | null): UploadState {
  if (outcome === null) return { kind: 'stopped' };
  if (outcome.ok) return { kind: 'done' };
  const { code } = outcome.refusal;
  return { kind: forGood.includes(code) ? 'unfit' : 'failed', code };
}

/** Sends files one after the other: on a weak line several at once would all come late. One that fails holds up none. */
export function createUploadQueue({ send, show }: QueueNeeds) {
  let rows: readonly UploadRow[] = [];
  let made = 0;
  let sending: { readonly key: number; readonly stop: () => void } | null = null;
  let closed = false;

  const set = (after: readonly UploadRow[]): void => {
    rows = after;
    show(rows);
  };
  const change = (key: number, more: Partial<UploadRow>): void =>
    set(rows.map((row) => (row.key === key ? { ...row, ...more } : row)));
  const order = (wanted: (row: UploadRow) => boolean): void => {
    set(rows.map((row) => (wanted(row) && isSendable(row) ? { ...row, state: { kind: 'waiting' } } : row)));
    void work();
  };

  async function work(): Promise<void> {
    if (sending !== null) return;
    for (;;) {
      const next = closed ? undefined : rows.find(({ state }) => state.kind === 'waiting');
      if (next === undefined) return;
      const { key } = next;
      change(key, { state: { kind: 'sending', share: 0 } });
      const { outcome, stop } = send(next, (news) => {
        const share = news.kind === 'sending' ? news.sent / Math.max(news.total, 1) : 1;
        change(key, { state: news.kind === 'checking' ? { kind: 'checking' } : { kind: 'sending', share } });
      });
      sending = { key, stop };
      const state = stateAfter(await outcome);
      sending = null;
      change(key, { state });
    }
  }

  return {
    put: (files: readonly File[], { item, mostBytes }: { item: AgendaItemId | null; mostBytes: number }) => {
      const added = files.map((file): UploadRow => {
        made += 1;
        return { key: made, file, title: titleOf(file.name), item, state: judged(file, mostBytes) };
      });
      set([...rows, ...added]);
    },
    edit: (key: number, about: Partial<Pick<UploadRow, 'title' | 'item'>>) => change(key, about),
    /** Leaves it out, or stops it where it is. */
    remove: (key: number) => {
      const row = rows.find((each) => each.key === key);
      if (sending?.key === key) sending.stop();
      else if (row?.state.kind === 'waiting') change(key, { state: { kind: 'stopped' } });
      else set(rows.filter((each) => each.key !== key));
    },
    start: () => order(() => true),
    again: (key: number) => order((row) => row.key === key),
    open: () => {
      closed = false;
    },
    /** Nothing more is sent. */
    close: () => {
      closed = true;
      sending?.stop();
    },
  };
}
export type UploadQueue = ReturnType<typeof createUploadQueue>;
