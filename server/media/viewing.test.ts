import { describe, expect, it } from 'vitest';
import type { Meeting } from '../../core/meeting.ts';
import type { Source } from '../../protocol/media.ts';
import { chair, liveMeeting, secretary, site11, site12 } from '../../test/doubles/media-meeting.ts';
import type { Sender } from '../ports.ts';
import { createShowing, sameShown, type Viewer } from './viewing.ts';

const sender = (
  participant: Sender['participant'],
  source: Source,
  producer = `${participant} ${source}`,
): Sender => ({
  producer,
  participant,
  source,
  kind: source === 'microphone' ? 'audio' : 'video',
});
const everything = [chair, secretary, site11, site12].flatMap((participant) =>
  (['camera', 'microphone', 'screen'] as const).map((source) => sender(participant, source)),
);
const shownTo = (participant: Sender['participant'], meeting: Meeting, pictures: Viewer['pictures'] = []) =>
  createShowing(meeting, everything).to({ participant, pictures });
const producers = (shown: readonly { sender: Sender }[]) => shown.map((each) => each.sender.producer);

describe('what is shown', () => {
  it('on the stage: sound first, then chair, speaker and presentation by their priority', () => {
    const story = liveMeeting('m');
    story.grant('speech', site11);
    const stage = shownTo(secretary, story.grant('content', site12));
    expect(producers(stage)).toEqual([
      `${chair} microphone`,
      `${site11} microphone`,
      `${chair} camera`,
      `${site11} camera`,
      `${site12} screen`,
    ]);
    const [ofChair, ofSpeaker, ofContent] = stage.slice(2).map(({ priority }) => priority);
    expect(ofChair).toBeGreaterThan(ofSpeaker!);
    expect(ofSpeaker).toBeGreaterThan(ofContent!);
    expect(ofContent).toBeGreaterThan(1);
  });

  it('once, and with the higher priority, when the chair speaks and presents too', () => {
    const story = liveMeeting('m');
    story.grant('speech', chair);
    const stage = shownTo(secretary, story.grant('content', chair));
    expect(producers(stage)).toEqual([`${chair} microphone`, `${chair} camera`, `${chair} screen`]);
    const alone = shownTo(secretary, liveMeeting('m').meeting());
    expect(stage[1]!.priority).toBe(alone[1]!.priority);
  });

  it('beyond the stage: the camera alone, in the declared size, to those who may watch it', () => {
    const meeting = liveMeeting('m').meeting();
    const pictures = [
      { participant: site11, size: 'thumbnail' },
      { participant: chair, size: 'large' },
      { participant: secretary, size: 'large' },
    ] as const;
    const shown = shownTo(secretary, meeting, pictures);
    expect(producers(shown)).toEqual([`${chair} microphone`, `${chair} camera`, `${site11} camera`]);
    expect(shown.map(({ size }) => size)).toEqual([null, null, 'thumbnail']);
    expect(producers(shownTo(site12, meeting, pictures))).toEqual([`${chair} microphone`, `${chair} camera`]);
  });

  it('to nobody who is not present', () => {
    const story = liveMeeting('m');
    const meeting = story.happen({ type: 'participant.dropped', participant: site12 });
    expect(shownTo(site12, meeting)).toEqual([]);
  });

  it('is the same only if nothing differs', () => {
    const one = { sender: sender(chair, 'camera'), priority: 1, size: null };
    expect(sameShown([one], [{ ...one }])).toBe(true);
    expect(sameShown([one], [])).toBe(false);
    expect(sameShown([one], [{ ...one, size: 'large' }])).toBe(false);
    expect(sameShown([one], [{ ...one, priority: 2 }])).toBe(false);
    expect(sameShown([one], [{ ...one, sender: sender(site11, 'camera') }])).toBe(false);
  });
});
