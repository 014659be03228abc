import { useEffect, useState } from 'react';
import type { MeetingId } from '../../../core/id.ts';
import type { Refusal } from '../../../core/refusal.ts';
import { keptSeat, rememberedChoice, verbs } from '../../session/index.ts';

/** How this page comes in. `takeOver`: another device (or this tab before it was reloaded) leaves for it. */
export type Coming = { readonly camera: boolean; readonly takeOver: boolean };

/** A reloaded tab takes its own seat back; a duplicated one, which copies what was kept, must ask like any other. */
function wasReloaded(): boolean {
  return performance
    .getEntriesByType('navigation')
    .some((entry) => 'type' in entry && entry.type === 'reload');
}

/** What is known without asking: a seat this tab had, or a device checked before. null: check the devices first. */
function knownComing(meeting: MeetingId): Coming | null {
  const kept = keptSeat(meeting);
  if (kept !== null) return { camera: kept.camera, takeOver: wasReloaded() };
  const { checked, cameraOn } = rememberedChoice();
  return checked ? { camera: cameraOn, takeOver: false } : null;
}

export type Seat = {
  /** null until one has said how to come in */
  readonly coming: Coming | null;
  /** What joining was refused with */
  readonly refusal: Refusal | null;
  readonly come: (coming: Coming) => void;
};

/** Takes the seat once it is known how, and gives it up when the screen is left. */
export function useSeat(meeting: MeetingId): Seat {
  const [coming, setComing] = useState<Coming | null>(() => knownComing(meeting));
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  useEffect(() => {
    if (coming === null) return;
    let stale = false;
    setRefusal(null);
    void verbs.join(meeting, coming).then((answer) => {
      if (!stale) setRefusal(answer);
    });
    return () => {
      stale = true;
    };
  }, [meeting, coming]);
  useEffect(() => () => void verbs.leave(), []);
  return { coming, refusal, come: setComing };
}
