import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Media } from '../../server/ports.ts';
import { chair, liveMeeting, type Story, site11 } from '../doubles/media-meeting.ts';
import {
  codeOf,
  createListener,
  eventually,
  granted,
  type Heard,
  sit,
  type TestSeat,
} from '../doubles/media-seat.ts';
import type { MakeMedia } from './media.ts';

/** What every Media must do for the recorder; run on the double and on the real one. */
export function captureContract(name: string, make: MakeMedia): void {
  describe(`${name}: a capture`, () => {
    let media: Media;
    let heard: Heard;
    let story: Story;

    beforeEach(async () => {
      media = await make({ load: () => 0 });
      heard = createListener();
      media.listen(heard);
      story = liveMeeting('m1');
    });
    afterEach(() => media.close());

    const builtSeatOf = async (participant: TestSeat['participant']) => {
      const seat = await sit(media, story.meeting(), { connection: `c:${participant}`, participant });
      await seat.build();
      return seat;
    };
    const producerOf = async (seat: TestSeat, source: 'microphone' | 'camera') =>
      granted(await seat.produce(source)).producer;

    it('of what is not there is refused', async () => {
      expect(codeOf(await media.capture(story.meeting().id, 'nothing'))).toBe('not-found');
    });

    it('counts as one who receives, carries no feedback, and ends with its sender', async () => {
      const { id } = story.meeting();
      const seat = await builtSeatOf(site11);
      const producer = await producerOf(seat, 'camera');
      const capture = granted(await media.capture(id, producer));
      await eventually(() => expect(heard.wanted(producer)).toBe(true));
      expect(capture.local.rtpPort).not.toBe(capture.local.rtcpPort);
      const codecs = capture.rtpParameters.codecs as { rtcpFeedback: unknown[] }[];
      expect(codecs.map(({ rtcpFeedback }) => rtcpFeedback)).toEqual([[]]);
      expect(capture.rtpParameters.headerExtensions).toEqual([]);
      await capture.connect({ ip: '127.0.0.1', rtpPort: 5000, rtcpPort: 5001 });
      await capture.resume();
      await capture.requestKeyFrame();
      expect(await capture.packetsSent()).toBe(0);

      const ended = vi.fn();
      capture.onEnd(ended);
      await seat.ask('media.producer.close', { producer });
      await eventually(() => expect(ended).toHaveBeenCalledOnce());
      expect(await capture.packetsSent()).toBe(0);
    });

    it('that is closed stops counting, and is not told of an end', async () => {
      const { id } = story.meeting();
      const seat = await builtSeatOf(site11);
      const producer = await producerOf(seat, 'microphone');
      const capture = granted(await media.capture(id, producer));
      await eventually(() => expect(heard.wanted(producer)).toBe(true));
      const ended = vi.fn();
      capture.onEnd(ended);
      capture.close();
      await eventually(() => expect(heard.wanted(producer)).toBe(false));
      const second = granted(await media.capture(id, producer));
      const secondEnded = vi.fn();
      second.onEnd(secondEnded);
      await seat.ask('media.producer.close', { producer });
      await eventually(() => expect(secondEnded).toHaveBeenCalledOnce());
      expect(ended).not.toHaveBeenCalled();
    });

    it('ASSIST-3: of a microphone ends when its owner talks with somebody alone, and none is had meanwhile', async () => {
      const { id } = story.meeting();
      const seat = await builtSeatOf(chair);
      const microphone = await producerOf(seat, 'microphone');
      const camera = await producerOf(seat, 'camera');
      const sound = granted(await media.capture(id, microphone));
      const picture = granted(await media.capture(id, camera));
      const [soundEnded, pictureEnded] = [vi.fn(), vi.fn()];
      sound.onEnd(soundEnded);
      picture.onEnd(pictureEnded);
      media.follow(story.happen({ type: 'assist.talkStarted', helper: chair, participant: site11 }));
      // At once: not a word of it is copied.
      expect(soundEnded).toHaveBeenCalledOnce();
      expect(codeOf(await media.capture(id, microphone))).toBe('not-permitted');
      media.follow(story.happen({ type: 'assist.talkEnded', helper: chair, participant: site11 }));
      granted(await media.capture(id, microphone));
      expect(pictureEnded).not.toHaveBeenCalled();
    });
  });
}
