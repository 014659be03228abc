import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { Span } from './player-line.ts';
import type { Habits } from './player-memory.ts';
import { partToSkip, spansAt } from './player-now.ts';
import { beginningOf, begun, keepHabits, keepPlace, keptHabits } from './player-shelf.ts';

/** How long it is told that a closed part was leapt over, in ms. */
const skipToldMs = 12_000;

type FilmOptions = {
  /** The film's address. */
  readonly src: string;
  /** How long it is by what is known of it, in ms, until the film itself says so. */
  readonly knownMs: number;
  readonly closed: readonly Span[];
  /** Where a link wants it to begin. */
  readonly startAtMs: number | null;
};

/** The film as it stands, and what may be done with it. Times in ms from its beginning, volume 0 to 100. */
export type Film = {
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly positionMs: number;
  readonly durationMs: number;
  readonly playing: boolean;
  /** It would play, but has to wait for what comes over the line. */
  readonly waiting: boolean;
  readonly broken: boolean;
  readonly habits: Habits;
  readonly muted: boolean;
  /** The closed part that was leapt over just now. */
  readonly skipped: Span | null;
  readonly toggle: () => void;
  /** Goes there and stays as it is. */
  readonly seek: (ms: number) => void;
  /** Goes there and plays, a closed part as well. */
  readonly watch: (ms: number) => void;
  readonly setHabits: (habits: Partial<Habits>) => void;
  readonly toggleMute: () => void;
  readonly retry: () => void;
};

function play(element: HTMLVideoElement): void {
  // A browser may refuse to play by itself; then it stands at the right place, ready for a click.
  element.play().catch(() => undefined);
}

function wordsOf(cue: TextTrackCue): string {
  return cue instanceof VTTCue ? (cue.getCueAsHTML().textContent ?? '') : '';
}

/**
 * What the captions say just now. They are loaded even while nobody wants to read them: they tell who speaks. The
 * browser does not draw them itself, because it would draw them under the controls.
 */
export function useCues(video: Film['video']): readonly string[] {
  const [cues, setCues] = useState<readonly string[]>([]);
  useEffect(() => {
    const track = video.current?.textTracks[0];
    if (!track) return;
    track.mode = 'hidden';
    const read = () => setCues(Array.from(track.activeCues ?? [], wordsOf));
    track.addEventListener('cuechange', read);
    return () => track.removeEventListener('cuechange', read);
  }, [video]);
  return cues;
}

/** Speed and volume as this device likes them, put on the film whenever they change. */
function useHabits(video: Film['video']) {
  const [habits, setAll] = useState(keptHabits);
  useEffect(() => {
    const element = video.current;
    if (!element) return;
    element.volume = habits.volume / 100;
    // Loading again falls back to the default.
    element.defaultPlaybackRate = habits.speed;
    element.playbackRate = habits.speed;
    keepHabits(habits);
  }, [video, habits]);
  const setHabits = useCallback((some: Partial<Habits>) => setAll((before) => ({ ...before, ...some })), []);
  return { habits, setHabits };
}

/** What was leapt over, for as long as it is told. */
function useSkipped() {
  const [skipped, setSkipped] = useState<Span | null>(null);
  useEffect(() => {
    if (skipped === null) return;
    const timer = setTimeout(() => setSkipped(null), skipToldMs);
    return () => clearTimeout(timer);
  }, [skipped]);
  return { skipped, setSkipped };
}

/** Where the film begins; again when a link wants another second of the same film; kept when the page is left. */
function usePlace(film: { readonly video: Film['video'] } & Pick<FilmOptions, 'src' | 'startAtMs'>) {
  const { video, src, startAtMs } = film;
  const [startMs] = useState(() => beginningOf(src, startAtMs));
  const [positionMs, setPositionMs] = useState(startMs);
  const asked = useRef(startAtMs);
  useEffect(() => {
    const element = video.current;
    if (!element) return;
    element.currentTime = startMs / 1000;
    begun();
  }, [video, startMs]);
  useEffect(() => {
    if (asked.current === startAtMs) return;
    asked.current = startAtMs;
    if (video.current && startAtMs !== null) video.current.currentTime = startAtMs / 1000;
  }, [video, startAtMs]);
  useEffect(() => {
    const element = video.current;
    if (!element) return;
    const leave = () => keepPlace(src, asked.current, element.currentTime * 1000);
    addEventListener('pagehide', leave);
    return () => {
      leave();
      removeEventListener('pagehide', leave);
    };
  }, [video, src]);
  return { positionMs, setPositionMs };
}

/** A film and its controls; `events` belong on its `<video>`. */
export function useFilm({ src, knownMs, closed, startAtMs }: FilmOptions) {
  const video = useRef<HTMLVideoElement>(null);
  const { habits, setHabits } = useHabits(video);
  const { skipped, setSkipped } = useSkipped();
  const { positionMs, setPositionMs } = usePlace({ video, src, startAtMs });
  const [state, setState] = useState({ playing: false, waiting: false, broken: false, muted: false });
  const [durationMs, setDurationMs] = useState(knownMs);
  /** The beginning of the closed part that somebody wished to see. */
  const seen = useRef<number | null>(null);

  const told = (news: Partial<typeof state>) => setState((before) => ({ ...before, ...news }));
  const follow = (element: HTMLVideoElement) => {
    // Being loaded again it stands at 0 for a moment, which is not where it is to go on.
    if (element.readyState === HTMLMediaElement.HAVE_NOTHING) return;
    const ms = element.currentTime * 1000;
    setPositionMs(ms);
    if (spansAt(closed, ms).every(({ startMs }) => startMs !== seen.current)) seen.current = null;
    const part = element.paused ? null : partToSkip(closed, ms, seen.current);
    if (part === null) return;
    element.currentTime = part.endMs / 1000;
    setSkipped(part);
  };

  const go = useCallback(
    (ms: number, see: boolean) => {
      const element = video.current;
      if (!element) return;
      seen.current = see ? (spansAt(closed, ms)[0]?.startMs ?? null) : null;
      setSkipped(null);
      setPositionMs(ms);
      element.currentTime = ms / 1000;
      if (see) play(element);
    },
    [closed, setSkipped, setPositionMs],
  );
  const seek = useCallback((ms: number) => go(ms, false), [go]);
  const watch = useCallback((ms: number) => go(ms, true), [go]);
  const toggle = useCallback(() => {
    const element = video.current;
    if (!element) return;
    if (element.paused) play(element);
    else element.pause();
  }, []);
  const toggleMute = useCallback(() => {
    if (video.current) video.current.muted = !video.current.muted;
  }, []);
  const retry = () => {
    const element = video.current;
    if (!element) return;
    told({ broken: false });
    element.load();
    element.currentTime = positionMs / 1000;
  };

  const film: Film = {
    video,
    positionMs: Math.min(positionMs, durationMs || positionMs),
    durationMs,
    ...state,
    habits,
    skipped,
    toggle,
    seek,
    watch,
    setHabits,
    toggleMute,
    retry,
  };
  const events = {
    onTimeUpdate: () => video.current && follow(video.current),
    onSeeked: () => video.current && setPositionMs(video.current.currentTime * 1000),
    onDurationChange: () => {
      const seconds = video.current?.duration ?? Number.NaN;
      if (Number.isFinite(seconds)) setDurationMs(seconds * 1000);
    },
    onPlay: () => told({ playing: true }),
    onPause: () => told({ playing: false, waiting: false }),
    onWaiting: () => told({ waiting: true }),
    onPlaying: () => told({ waiting: false }),
    onCanPlay: () => told({ waiting: false, broken: false }),
    onVolumeChange: () => video.current && told({ muted: video.current.muted }),
    onError: () => told({ broken: true, playing: false, waiting: false }),
  };
  return { film, events };
}
