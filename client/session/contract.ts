import type { AssistOrder } from '../../core/assist.ts';
import type { ParticipantCommand } from '../../core/command.ts';
import type { MeetingId, ParticipantId } from '../../core/id.ts';
import type { Meeting } from '../../core/meeting.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { LineMeasure } from '../../core/trial.ts';
import type { Account } from '../../protocol/http.ts';
import type { PictureSize, ShownPicture, Source } from '../../protocol/media.ts';
import type { Equipment, SignalOf } from '../../protocol/message.ts';

/** What the screens may know of the session: plain state read by hooks, and verbs. No socket, no mediasoup here. */

/** Who is signed in on this device. */
export type Identity =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'signedOut' }
  | { readonly kind: 'signedIn'; readonly account: Account };

/** The line to the hub. */
export type Line =
  | { readonly kind: 'idle' }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'connected' }
  /** Mất kết nối / Đang kết nối lại: it comes back by itself. */
  | { readonly kind: 'lost'; readonly since: number; readonly attempt: number }
  /** It does not come back by itself: another device took the seat, removed, signed out. */
  | { readonly kind: 'ended'; readonly refusal: Refusal };

/** A capture device of one's own. */
export type LocalDevice =
  | { readonly kind: 'off' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'on'; readonly track: MediaStreamTrack }
  | { readonly kind: 'failed'; readonly reason: 'denied' | 'missing' | 'busy' | 'unknown' };

/**
 * What the line test does, one after the other. `waiting`: too many others are testing just now. `down` and `up`: how
 * much comes and goes. `udp`, `tcp`: media by each way.
 */
export type LineTestStep = 'waiting' | 'roundTrip' | 'down' | 'up' | 'udp' | 'tcp';
export type LineTestProgress = {
  readonly step: LineTestStep;
  /** Of the whole test, 0 to 1. */
  readonly done: number;
};
export type LineTestOutcome =
  | { readonly kind: 'measured'; readonly measure: LineMeasure }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** Loudness in dBFS: -100 is silence, 0 the loudest there is. */
export type SoundMeasure = {
  /** What the microphone heard before the phrase, and while it was played. */
  readonly before: number;
  readonly during: number;
  /** Whether the phrase came back: the loudspeaker is heard in the room, and the microphone hears the room. */
  readonly heard: boolean;
};
export type SoundTestProgress = {
  readonly step: 'listening' | 'playing';
  /** What the microphone hears now. */
  readonly level: number;
};
export type SoundTestOutcome =
  | { readonly kind: 'measured'; readonly measure: SoundMeasure }
  | { readonly kind: 'cancelled' }
  /** The microphone could not be opened, or the phrase not played. */
  | {
      readonly kind: 'failed';
      readonly device: 'microphone' | 'speaker';
      readonly reason: 'denied' | 'missing' | 'busy' | 'unknown';
    };

export type { Equipment, SignalOf };

/** Everything the meeting's screens draw from. `meeting` is what this viewer may see, folded by core's `apply`. */
export type MeetingSession = {
  readonly line: Line;
  readonly you: ParticipantId | null;
  readonly meeting: Meeting | null;
  /** Server time minus this device's, in milliseconds: timers are drawn against `Date.now() + clockOffset`. */
  readonly clockOffset: number;
  readonly counts: SignalOf<'counts'>['levels'];
  readonly place: SignalOf<'place'> | null;
  readonly lineQualityById: Readonly<Record<ParticipantId, number>>;
  readonly microphone: LocalDevice;
  readonly camera: LocalDevice;
  readonly screen: LocalDevice;
  /** How loud the others are played here, 0 to 100. */
  readonly volume: number;
  /** What those whom one may help report of their devices (`site.assist`); absent: nothing was reported. */
  readonly equipmentById: Readonly<Record<ParticipantId, Equipment>>;
  /** The last order of somebody who helps this device from afar, as it is carried out here; `at` is server time. */
  readonly assisted: { readonly order: AssistOrder; readonly at: number } | null;
};

export type MeetingVerbs = {
  /** Joins and stays: reconnects by itself until `leave` or an end. Resolves once seated or refused. */
  join(
    meeting: MeetingId,
    options: { readonly camera: boolean; readonly takeOver: boolean },
  ): Promise<Refusal | null>;
  leave(): Promise<void>;
  /** null: done. The refusal's words are `t('refusal.' + code)`. */
  send(command: ParticipantCommand): Promise<Refusal | null>;
  /** Whether the hub would do it now, by the same core rules: a missing right is an absent or disabled button. */
  refusalOf(command: ParticipantCommand): Refusal | null;
  /** Camera on or off: the device and the command together. */
  setCamera(on: boolean): Promise<Refusal | null>;
  /** Bật mic / Tắt mic. */
  setMicrophone(on: boolean): Promise<Refusal | null>;
  /** Trình chiếu: asks for the content floor if needed, then for the screen. */
  startPresenting(): Promise<Refusal | null>;
  stopPresenting(): Promise<void>;
  /** Pictures shown beyond the stage; the whole list each time. */
  setView(pictures: readonly ShownPicture[]): void;
  /** How large a stage picture is drawn. */
  setSize(participant: ParticipantId, source: Source, size: PictureSize): void;
  /** How loud the others are played here, 0 to 100; kept on this device. */
  setVolume(percent: number): void;
  /**
   * Measures the line between this device and the hub, for about 20 s. One at a time here; `signal` ends it. Needs a
   * seat in a meeting. What it found is reported with the command `trial.report`.
   */
  runLineTest(
    onProgress: (progress: LineTestProgress) => void,
    signal?: AbortSignal,
  ): Promise<LineTestOutcome>;
  /** Plays a phrase through the chosen loudspeaker and listens for it with the chosen microphone, for about 6 s. */
  runSoundTest(
    onProgress: (progress: SoundTestProgress) => void,
    signal?: AbortSignal,
  ): Promise<SoundTestOutcome>;
};

/*
 * Hooks that session/index.ts exports (all over zustand, with selectors so that a row redraws alone):
 *   useIdentity(): Identity
 *   useMeetingSession<T>(select: (session: MeetingSession) => T): T
 *   useTrack(participant: ParticipantId, source: Source): MediaStreamTrack | null      a remote track
 *   useLevel(participant: ParticipantId): number                                       dBov, -127 is silence
 *   useNow(): number                                                                   server time, ticking each second
 *   verbs: MeetingVerbs                                                                a module constant
 *   audio: remote audio is played by the session itself; `useAudioBlocked(): { blocked: boolean; unblock(): void }`
 *   signIn(username, password): Promise<Refusal | null>, signOut(): Promise<void>
 */
