import { type StoreApi, useStore } from 'zustand';
import type { ParticipantId } from '../../core/id.ts';
import type { Source } from '../../protocol/media.ts';
import { currentSecond, watchSeconds } from './clock.ts';
import type { Identity, MeetingSession } from './contract.ts';
import { unblockAudio } from './media/speaker.ts';
import { identityStore, meetingStore, receptionStore, trackKey } from './session-store.ts';

/** The hub's clock as a store of its seconds. */
const seconds: Pick<StoreApi<number>, 'getState' | 'getInitialState' | 'subscribe'> = {
  getState: currentSecond,
  getInitialState: currentSecond,
  subscribe: (listener) => watchSeconds(() => listener(currentSecond(), currentSecond())),
};

/** dBov of nobody speaking. */
const silence = -127;

/** Who is signed in on this device; `unknown` until the start has asked the hub. */
export function useIdentity(): Identity {
  return useStore(identityStore, (state) => state.identity);
}

/** A part of the meeting's session; redraws only when the selected part changes (compared with `Object.is`). */
export function useMeetingSession<T>(select: (session: MeetingSession) => T): T {
  return useStore(meetingStore, select);
}

/** A remote track, or null while nothing is received from there. */
export function useTrack(participant: ParticipantId, source: Source): MediaStreamTrack | null {
  return useStore(receptionStore, (state) => state.trackByKey[trackKey(participant, source)] ?? null);
}

/** Loudness of a participant in dBov, -127 (silence) to 0. */
export function useLevel(participant: ParticipantId): number {
  return useStore(receptionStore, (state) => state.levelById[participant] ?? silence);
}

/** The hub's time in epoch milliseconds, ticking each second. */
export function useNow(): number {
  return useStore(seconds);
}

/** Whether the browser waits for a touch before it plays sound, and the touch. */
export function useAudioBlocked(): { readonly blocked: boolean; readonly unblock: () => void } {
  const blocked = useStore(receptionStore, (state) => state.audioBlocked);
  return { blocked, unblock: unblockAudio };
}
