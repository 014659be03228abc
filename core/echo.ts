import { hallOf } from './hall.ts';
import type { ParticipantId, UnitId } from './id.ts';
import type { Card, Meeting } from './meeting.ts';

/** Two or more open microphones of one unit, heard in the same hall: most likely two devices in one room. */
export type EchoRisk = { readonly unit: UnitId; readonly unitName: string; readonly open: readonly Card[] };

/**
 * Where an echo is likely. Of what a viewer may see: its own microphone, those of the stage, and for who conducts all
 * of its subtree, so that both who make the echo are warned, and whoever conducts them (MIC-5).
 */
export function echoRisks(meeting: Meeting): readonly EchoRisk[] {
  const openById = new Map<ParticipantId, { readonly card: Card; readonly hall: UnitId }>();
  for (const { card, microphone, presence } of Object.values(meeting.participantById))
    if (microphone === 'on' && presence.kind === 'present')
      openById.set(card.participant, { card, hall: hallOf(meeting, card.participant) });
  for (const { holder, hall } of meeting.grants) {
    const { connected, microphone, camera: _, ...card } = holder;
    if (microphone === 'on' && connected) openById.set(card.participant, { card, hall });
  }
  const openByRoom = new Map<string, Card[]>();
  for (const { card, hall } of openById.values()) {
    const room = `${card.unit} ${hall}`;
    openByRoom.set(room, [...(openByRoom.get(room) ?? []), card]);
  }
  return [...openByRoom.values()].flatMap((open) => {
    const [first, second] = open;
    if (first === undefined || second === undefined) return [];
    return [{ unit: first.unit, unitName: first.unitName, open }];
  });
}
