import { may, speaksFreely } from '../../../core/authority.ts';
import type { ParticipantId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import { mediaRights, receives } from '../../../core/stage.ts';

/** What this device should be doing with its own sound and pictures. */
export type Plan = {
  /**
   * `none`: no device is opened. `held`: opened and ready, nothing is sent, so that the first word after a grant is
   * not lost to opening the device. `open`: everyone hears it.
   */
  readonly microphone: 'none' | 'held' | 'open';
  readonly camera: boolean;
  /** Whether a picture of the screen may flow if there is one. */
  readonly screen: boolean;
};

export const idlePlan: Plan = { microphone: 'none', camera: false, screen: false };

/** Follows from the meeting alone (core MEDIA-1): a right that is lost closes the device without anybody's click. */
export function planOf(meeting: Meeting | null, you: ParticipantId | null): Plan {
  if (meeting === null || you === null || !receives(meeting, you)) return idlePlan;
  const unit = meeting.participantById[you]?.card.unit;
  const rights = mediaRights(meeting, you);
  const maySpeakEver =
    speaksFreely(meeting, you) || (unit !== undefined && may(meeting, you, 'floor.hold', unit));
  return {
    microphone: rights.microphone ? 'open' : maySpeakEver ? 'held' : 'none',
    camera: rights.camera,
    screen: rights.screen,
  };
}
