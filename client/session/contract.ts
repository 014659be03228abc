import type { ParticipantCommand } from '../../core/command.ts';
import type { MeetingId, ParticipantId } from '../../core/id.ts';
import type { Meeting } from '../../core/meeting.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { Account } from '../../protocol/http.ts';
import type { PictureSize, ShownPicture, Source } from '../../protocol/media.ts';
import type { Signal } from '../../protocol/message.ts';

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

export type SignalOf<T extends Signal['type']> = Extract<Signal, { type: T }>;

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
