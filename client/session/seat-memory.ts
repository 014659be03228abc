import type { MeetingId } from '../../core/id.ts';

/** Where this tab sits, so that a reloaded page can go straight back without another check of devices. */
export type KeptSeat = { readonly meeting: MeetingId; readonly camera: boolean };

const storageKey = 'diemcau.seat';

export function keepSeat(seat: KeptSeat): void {
  try {
    sessionStorage.setItem(storageKey, JSON.stringify(seat));
  } catch {
    // A reload then asks again.
  }
}

export function forgetSeat(): void {
  try {
    sessionStorage.removeItem(storageKey);
  } catch {
    // Nothing was kept.
  }
}

/** The seat this tab had in the meeting before it was reloaded, or null. */
export function keptSeat(meeting: MeetingId): KeptSeat | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(storageKey) ?? 'null');
    if (typeof kept !== 'object' || kept === null || !('meeting' in kept) || kept.meeting !== meeting)
      return null;
    return { meeting, camera: 'camera' in kept && kept.camera === true };
  } catch {
    return null;
  }
}
