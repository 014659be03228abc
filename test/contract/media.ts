import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { UnitId } from '../../core/id.ts';
import { holderOf } from '../../core/stage.ts';
import type { Media } from '../../server/ports.ts';
import {
  chair,
  chair11,
  liveMeeting,
  type Story,
  secretary,
  site11,
  site12,
} from '../doubles/media-meeting.ts';
import {
  cameraParameters,
  dtlsParameters,
  opusParameters,
  rtpCapabilities,
} from '../doubles/media-parameters.ts';
import {
  codeOf,
  createListener,
  eventually,
  granted,
  type Heard,
  sit,
  type TestSeat,
} from '../doubles/media-seat.ts';

export type MakeMedia = (options: {
  /** The load that every worker reports, share of one core; asked again and again. */
  readonly load: () => number;
}) => Promise<Media>;

/** What every Media must do; run on the double and on the real one. */
export function mediaContract(name: string, make: MakeMedia): void {
  describe(`${name} keeps the contract of Media`, () => {
    let media: Media;
    let heard: Heard;
    let story: Story;
    let load = 0;

    beforeEach(async () => {
      load = 0;
      media = await make({ load: () => load });
      heard = createListener();
      media.listen(heard);
      story = liveMeeting('m1');
    });
    afterEach(() => media.close());

    const seatOf = (participant: TestSeat['participant'], connection = `c:${participant}`) =>
      sit(media, story.meeting(), { connection, participant });
    const builtSeatOf = async (participant: TestSeat['participant'], connection?: string) => {
      const seat = await seatOf(participant, connection);
      await seat.build();
      return seat;
    };
    const producerOf = async (seat: TestSeat, source: 'microphone' | 'camera' | 'screen') =>
      granted(await seat.produce(source)).producer;
    /** What a seat has open, as "participant source", in alphabetical order. */
    const opened = (seat: TestSeat) =>
      heard
        .openTo(seat.connection)
        .map(({ participant, source }) => `${participant} ${source}`)
        .sort();
    const senders = () =>
      media
        .sendersOf(story.meeting().id)
        .map(({ participant, source }) => `${participant} ${source}`)
        .sort();

    describe('requests', () => {
      it('are refused to whoever has no seat', async () => {
        expect(codeOf(await media.handle('nobody', 'media.view', { pictures: [] }))).toBe('not-present');
      });

      it('come in order: nothing is built before it is prepared', async () => {
        const seat = await seatOf(site11);
        const create = { direction: 'send', forceTcp: false } as const;
        expect(codeOf(await seat.ask('media.transport.create', create))).toBe('out-of-order');
        await seat.prepare();
        expect(codeOf(await seat.ask('media.transport.create', create))).toBe('ok');
      });

      it('with malformed parameters are refused, and the seat goes on', async () => {
        const seat = await seatOf(site11);
        const nonsense = { codecs: 'opus', headerExtensions: 7 };
        expect(codeOf(await seat.ask('media.prepare', { rtpCapabilities: nonsense }))).toBe(
          'invalid-message',
        );
        await seat.build();
        const transport = await seat.openTransport('send');
        const connect = { transport, dtlsParameters: { fingerprints: 'none' } };
        expect(codeOf(await seat.ask('media.transport.connect', connect))).toBe('invalid-message');
        const produce = { transport, source: 'camera', kind: 'video' } as const;
        expect(codeOf(await seat.ask('media.produce', { ...produce, rtpParameters: { codecs: 5 } }))).toBe(
          'invalid-message',
        );
        expect(codeOf(await seat.produce('camera'))).toBe('ok');
      });

      it('about a transport: connected once, ICE restarted any time, gone when closed', async () => {
        const seat = await seatOf(site11);
        await seat.prepare();
        const transport = await seat.openTransport('send');
        const connect = { transport, dtlsParameters: dtlsParameters() };
        expect(codeOf(await seat.ask('media.transport.connect', connect))).toBe('ok');
        expect(codeOf(await seat.ask('media.transport.connect', connect))).toBe('out-of-order');
        const { iceParameters } = granted(await seat.ask('media.transport.restartIce', { transport }));
        expect(iceParameters).toHaveProperty('usernameFragment');
        expect(codeOf(await seat.ask('media.transport.close', { transport }))).toBe('ok');
        expect(codeOf(await seat.ask('media.transport.restartIce', { transport }))).toBe('not-found');
      });

      it('for a second transport the same way replace the first', async () => {
        const seat = await seatOf(site11);
        await seat.prepare();
        const first = await seat.openTransport('send');
        await producerOf(seat, 'camera');
        const second = await seat.openTransport('send');
        expect(codeOf(await seat.ask('media.transport.restartIce', { transport: first }))).toBe('not-found');
        expect(codeOf(await seat.ask('media.transport.restartIce', { transport: second }))).toBe('ok');
        expect(senders()).toEqual([]);
      });

      it('offer host candidates only, and over TCP alone when asked to', async () => {
        const seat = await seatOf(site11);
        await seat.prepare();
        const create = async (forceTcp: boolean) =>
          granted(await seat.ask('media.transport.create', { direction: 'send', forceTcp })).iceCandidates;
        const both = await create(false);
        expect(new Set(both.map(({ protocol }) => protocol))).toEqual(new Set(['udp', 'tcp']));
        expect(both.every(({ type }) => type === 'host')).toBe(true);
        const tcp = await create(true);
        expect(tcp.length).toBeGreaterThan(0);
        expect(tcp.every(({ protocol }) => protocol === 'tcp')).toBe(true);
      });

      it('find ids only within their own connection', async () => {
        const speaker = await builtSeatOf(site11);
        const transport = await speaker.openTransport('send');
        const producer = await producerOf(speaker, 'camera');
        const listener = await builtSeatOf(site12);
        media.follow(story.grant('speech', site11));
        await eventually(() => expect(opened(listener)).toEqual([`${site11} camera`]));
        const consumer = heard.openTo(listener.connection)[0]!.id;

        const stranger = await builtSeatOf(secretary);
        const codes = await Promise.all([
          stranger.ask('media.transport.connect', { transport, dtlsParameters: dtlsParameters() }),
          stranger.ask('media.transport.restartIce', { transport }),
          stranger.ask('media.transport.close', { transport }),
          stranger.ask('media.produce', {
            transport,
            source: 'camera',
            kind: 'video',
            rtpParameters: cameraParameters(),
          }),
          stranger.ask('media.producer.close', { producer }),
          stranger.ask('media.consumer.ready', { consumer }),
          stranger.ask('media.consumer.size', { consumer, size: 'large' }),
        ]);
        expect(codes.map(codeOf)).toEqual(codes.map(() => 'not-found'));
        expect(codeOf(await listener.ask('media.consumer.ready', { consumer }))).toBe('ok');
        expect(codeOf(await listener.ask('media.consumer.size', { consumer, size: 'medium' }))).toBe('ok');
      });
    });

    describe('sending', () => {
      it('checks that the kind fits the source and that the transport sends', async () => {
        const seat = await seatOf(site11);
        await seat.prepare();
        const send = await seat.openTransport('send');
        const receive = await seat.openTransport('receive');
        const microphone = { source: 'microphone', rtpParameters: opusParameters() } as const;
        const ask = (transport: string, kind: 'audio' | 'video') =>
          seat.ask('media.produce', { ...microphone, transport, kind });
        expect(codeOf(await ask(send, 'video'))).toBe('invalid-message');
        expect(codeOf(await ask(receive, 'audio'))).toBe('invalid-message');
        expect(codeOf(await ask(send, 'audio'))).toBe('ok');
      });

      it('keeps one producer for each source: a new one replaces the old', async () => {
        const seat = await builtSeatOf(site11);
        const first = await producerOf(seat, 'camera');
        const second = await producerOf(seat, 'camera');
        await producerOf(seat, 'microphone');
        expect(senders()).toEqual([`${site11} camera`, `${site11} microphone`]);
        expect(codeOf(await seat.ask('media.producer.close', { producer: first }))).toBe('not-found');
        expect(codeOf(await seat.ask('media.producer.close', { producer: second }))).toBe('ok');
        expect(senders()).toEqual([`${site11} microphone`]);
      });

      it('tells the recorder of every sender that comes or goes', async () => {
        const { id } = story.meeting();
        const seat = await builtSeatOf(site11);
        const producer = await producerOf(seat, 'camera');
        const after = heard.senderChanges(id);
        expect(after).toBeGreaterThan(0);
        await seat.ask('media.producer.close', { producer });
        expect(heard.senderChanges(id)).toBeGreaterThan(after);
        expect(media.sendersOf(id)).toEqual([]);
      });

      it('is not wanted until somebody receives it, and no longer when nobody does', async () => {
        const sender = await builtSeatOf(site11);
        const producer = await producerOf(sender, 'camera');
        await eventually(() => expect(heard.wanted(producer)).toBe(false));
        const viewer = await builtSeatOf(secretary);
        await viewer.ask('media.view', { pictures: [{ participant: site11, size: 'thumbnail' }] });
        await eventually(() => expect(heard.wanted(producer)).toBe(true));
        await viewer.ask('media.view', { pictures: [] });
        await eventually(() => expect(heard.wanted(producer)).toBe(false));
      });
    });

    describe('the stage', () => {
      it('goes to everyone but its own: sound and picture of chair and speaker, and the presented screen', async () => {
        const seats = {
          chair: await builtSeatOf(chair),
          speaker: await builtSeatOf(site11),
          listener: await builtSeatOf(site12),
        };
        for (const seat of Object.values(seats))
          for (const source of ['microphone', 'camera', 'screen'] as const) await producerOf(seat, source);
        story.grant('speech', site11);
        media.follow(story.grant('content', site11));
        const ofChair = [`${chair} camera`, `${chair} microphone`];
        const ofSpeaker = [`${site11} camera`, `${site11} microphone`, `${site11} screen`];
        await eventually(() => expect(opened(seats.listener)).toEqual([...ofChair, ...ofSpeaker]));
        await eventually(() => expect(opened(seats.chair)).toEqual(ofSpeaker));
        await eventually(() => expect(opened(seats.speaker)).toEqual(ofChair));

        media.follow(story.revoke('content'));
        await eventually(() => expect(opened(seats.chair)).toEqual(ofSpeaker.slice(0, 2)));
        media.follow(story.revoke('speech'));
        await eventually(() => expect(opened(seats.listener)).toEqual(ofChair));
        await eventually(() => expect(opened(seats.chair)).toEqual([]));
      });

      it('reaches a seat whenever its receiving end is built, and whenever the sender comes', async () => {
        const late = await seatOf(site12);
        const sender = await builtSeatOf(chair);
        await producerOf(sender, 'microphone');
        await late.prepare();
        await late.openTransport('receive');
        await eventually(() => expect(opened(late)).toEqual([`${chair} microphone`]));
        await producerOf(sender, 'camera');
        await eventually(() => expect(opened(late)).toEqual([`${chair} camera`, `${chair} microphone`]));
        // A new receiving end receives all of it anew.
        await late.openTransport('receive');
        await eventually(() => {
          const offers = heard.newsOf(late.connection).filter(({ type }) => type === 'consumer.opened');
          expect(offers).toHaveLength(4);
        });
      });

      it('is taken from whoever is no longer present', async () => {
        const sender = await builtSeatOf(chair);
        await producerOf(sender, 'camera');
        const listener = await builtSeatOf(site12);
        await eventually(() => expect(opened(listener)).toEqual([`${chair} camera`]));
        media.follow(story.happen({ type: 'participant.left', participant: site12 }));
        await eventually(() => expect(opened(listener)).toEqual([]));
      });

      it('follows the newest state: an older one changes nothing', async () => {
        const sender = await builtSeatOf(site11);
        await producerOf(sender, 'camera');
        const listener = await builtSeatOf(site12);
        const older = story.meeting();
        media.follow(story.grant('speech', site11));
        await eventually(() => expect(opened(listener)).toEqual([`${site11} camera`]));
        media.follow(older);
        // What is shown is decided again, from the state that the hub keeps.
        await producerOf(sender, 'microphone');
        await eventually(() =>
          expect(opened(listener)).toEqual([`${site11} camera`, `${site11} microphone`]),
        );
      });
    });

    describe('halls', () => {
      const unit11 = '11' as UnitId;
      const goAlone = () =>
        story.happen({ type: 'sidebar.opened', unit: unit11, unitName: 'Tỉnh Điện Biên' });

      it('MEDIA-3: a sidebar receives its own stage alone, and moving closes and opens', async () => {
        const seats = {
          chair: await builtSeatOf(chair),
          chair11: await builtSeatOf(chair11),
          inside: await builtSeatOf(site11),
          outside: await builtSeatOf(site12),
        };
        for (const seat of [seats.chair, seats.chair11])
          for (const source of ['microphone', 'camera'] as const) await producerOf(seat, source);
        const ofChair = [`${chair} camera`, `${chair} microphone`];
        const ofChair11 = [`${chair11} camera`, `${chair11} microphone`];
        await eventually(() => expect(opened(seats.inside)).toEqual(ofChair));

        media.follow(goAlone());
        await eventually(() => expect(opened(seats.inside)).toEqual(ofChair11));
        await eventually(() => expect(opened(seats.chair11)).toEqual([]));
        expect(opened(seats.outside)).toEqual(ofChair);

        await producerOf(seats.outside, 'microphone');
        media.follow(story.grant('speech', site12));
        await eventually(() => expect(opened(seats.chair)).toEqual([`${site12} microphone`]));
        expect(opened(seats.inside)).toEqual(ofChair11);

        media.follow(story.happen({ type: 'sidebar.recalled', unit: unit11, participant: site11 }));
        await eventually(() => expect(opened(seats.inside)).toEqual([...ofChair, `${site12} microphone`]));
        story.happen({ type: 'sidebar.rejoined', unit: unit11, participant: site11 });
        media.follow(story.meeting());
        await eventually(() => expect(opened(seats.inside)).toEqual(ofChair11));
        media.follow(story.happen({ type: 'sidebar.closed', unit: unit11 }));
        await eventually(() => expect(opened(seats.inside)).toEqual([...ofChair, `${site12} microphone`]));
      });

      it('MEDIA-2: whoever sees a roster watches into a sidebar, and does not hear it', async () => {
        const speaker = await builtSeatOf(chair11);
        for (const source of ['microphone', 'camera'] as const) await producerOf(speaker, source);
        const viewer = await builtSeatOf(secretary);
        media.follow(goAlone());
        const pictures = [{ participant: chair11, size: 'large' }] as const;
        expect(codeOf(await viewer.ask('media.view', { pictures: [...pictures] }))).toBe('ok');
        await eventually(() => expect(opened(viewer)).toEqual([`${chair11} camera`]));
      });

      it('STAGE-3: a picture before all eyes is seen by its hall and heard by nobody', async () => {
        const lit = await builtSeatOf(site11);
        for (const source of ['microphone', 'camera'] as const) await producerOf(lit, source);
        const viewer = await builtSeatOf(site12);
        const { unit } = story.meeting();
        const holder = holderOf(story.meeting().participantById[site11]!);
        media.follow(story.happen({ type: 'stage.spotlit', hall: unit, holder }));
        await eventually(() => expect(opened(viewer)).toEqual([`${site11} camera`]));
        media.follow(story.happen({ type: 'stage.spotlit', hall: unit, holder: null }));
        await eventually(() => expect(opened(viewer)).toEqual([]));
      });
    });

    describe('a talk aside', () => {
      it('ASSIST-3: is heard by the two alone, and not by the hall that would hear one of them', async () => {
        const helper = await builtSeatOf(chair);
        const site = await builtSeatOf(site11);
        const other = await builtSeatOf(site12);
        for (const seat of [helper, site])
          for (const source of ['microphone', 'camera'] as const) await producerOf(seat, source);
        await eventually(() => expect(opened(other)).toEqual([`${chair} camera`, `${chair} microphone`]));

        media.follow(story.happen({ type: 'assist.talkStarted', helper: chair, participant: site11 }));
        await eventually(() => expect(opened(helper)).toEqual([`${site11} microphone`]));
        await eventually(() => expect(opened(other)).toEqual([`${chair} camera`]));
        await eventually(() => expect(opened(site)).toEqual([`${chair} camera`, `${chair} microphone`]));

        media.follow(story.happen({ type: 'assist.talkEnded', helper: chair, participant: site11 }));
        await eventually(() => expect(opened(helper)).toEqual([]));
        await eventually(() => expect(opened(other)).toEqual([`${chair} camera`, `${chair} microphone`]));
      });
    });

    describe('pictures beyond the stage', () => {
      it('are for those who conduct, camera only, and end with the right to them', async () => {
        const site = await builtSeatOf(site11);
        await producerOf(site, 'camera');
        await producerOf(site, 'microphone');
        const pictures = [{ participant: site11, size: 'thumbnail' }] as const;
        const other = await builtSeatOf(site12);
        expect(codeOf(await other.ask('media.view', { pictures: [...pictures] }))).toBe('not-permitted');

        const viewer = await builtSeatOf(secretary);
        expect(codeOf(await viewer.ask('media.view', { pictures: [...pictures] }))).toBe('ok');
        await eventually(() => expect(opened(viewer)).toEqual([`${site11} camera`]));
        expect(opened(other)).toEqual([]);

        const { unit } = story.meeting();
        const grant = { participant: secretary, role: 'secretary', unit } as const;
        media.follow(story.happen({ type: 'role.revoked', grant }));
        await eventually(() => expect(opened(viewer)).toEqual([]));
      });

      it('replace the list before, and stand once where they are on the stage too', async () => {
        const first = await builtSeatOf(site11);
        await producerOf(first, 'camera');
        const second = await builtSeatOf(site12);
        await producerOf(second, 'camera');
        const viewer = await builtSeatOf(secretary);
        const show = (participants: readonly (typeof site11)[]) =>
          viewer.ask('media.view', {
            pictures: participants.map((participant) => ({ participant, size: 'medium' })),
          });
        await show([site11, site11]);
        await eventually(() => expect(opened(viewer)).toEqual([`${site11} camera`]));
        media.follow(story.grant('speech', site11));
        await show([site11, site12]);
        await eventually(() => expect(opened(viewer)).toEqual([`${site11} camera`, `${site12} camera`]));
        await show([]);
        await eventually(() => expect(opened(viewer)).toEqual([`${site11} camera`]));
      });
    });

    describe('leaving', () => {
      it('closes everything of the connection, and only of it', async () => {
        const gone = await builtSeatOf(chair);
        await producerOf(gone, 'camera');
        const second = await builtSeatOf(chair, 'second device');
        await producerOf(second, 'camera');
        const listener = await builtSeatOf(site12);
        await eventually(() => expect(opened(listener)).toEqual([`${chair} camera`, `${chair} camera`]));
        media.leave(gone.connection);
        media.leave('unknown');
        await eventually(() => expect(opened(listener)).toEqual([`${chair} camera`]));
        expect(senders()).toEqual([`${chair} camera`]);
        expect(codeOf(await gone.ask('media.view', { pictures: [] }))).toBe('not-present');
        expect(opened(second)).toEqual([]);
      });

      it('happens to everyone when the meeting ends', async () => {
        const seat = await builtSeatOf(chair);
        await producerOf(seat, 'camera');
        media.endMeeting(story.meeting().id);
        expect(senders()).toEqual([]);
        expect(codeOf(await seat.ask('media.view', { pictures: [] }))).toBe('not-present');
      });

      it('does not stop a connection from entering again', async () => {
        const seat = await builtSeatOf(chair);
        await producerOf(seat, 'camera');
        const again = await builtSeatOf(chair);
        expect(senders()).toEqual([]);
        await producerOf(again, 'camera');
        expect(senders()).toEqual([`${chair} camera`]);
      });
    });

    describe('under load', () => {
      const loaded = async (to: number) => {
        load = to;
        await eventually(async () => expect((await media.workers())[0]?.load).toBeCloseTo(to, 2));
      };
      const codes = async (connection: string) => {
        const { meeting } = story;
        const enter = (participant: typeof chair) =>
          media.enter(
            { connection: `${connection} ${participant}`, meeting: meeting().id, participant },
            meeting(),
          );
        return { viewer: codeOf(await enter(site12)), stage: codeOf(await enter(chair)) };
      };

      it('refuses cameras first, then new viewers, and sound last', async () => {
        const site = await builtSeatOf(site11);
        const viewer = await builtSeatOf(secretary);
        const chairSeat = await builtSeatOf(chair);
        const pictures = [{ participant: site11, size: 'thumbnail' as const }];

        await loaded(0.75);
        expect(codeOf(await site.produce('camera'))).toBe('overloaded');
        expect(codeOf(await viewer.ask('media.view', { pictures }))).toBe('overloaded');
        expect(codeOf(await site.produce('microphone'))).toBe('ok');
        expect(codeOf(await chairSeat.produce('camera'))).toBe('ok');
        expect(await codes('first')).toEqual({ viewer: 'ok', stage: 'ok' });

        await loaded(0.85);
        expect(await codes('second')).toEqual({ viewer: 'overloaded', stage: 'ok' });
        expect(codeOf(await site.produce('microphone'))).toBe('ok');

        await loaded(0.99);
        expect(await codes('third')).toEqual({ viewer: 'overloaded', stage: 'overloaded' });
        expect(codeOf(await site.produce('microphone'))).toBe('overloaded');

        await loaded(0);
        expect(codeOf(await site.produce('camera'))).toBe('ok');
        expect(codeOf(await viewer.ask('media.view', { pictures }))).toBe('ok');
      });
    });

    it('shows its workers', async () => {
      const before = await media.workers();
      expect(before.length).toBeGreaterThan(0);
      expect(before.every(({ pid, routers }) => pid > 0 && routers === 0)).toBe(true);
      await builtSeatOf(chair);
      const routers = (await media.workers()).map((worker) => worker.routers);
      expect(routers.reduce((sum, count) => sum + count)).toBe(1);
    });

    it('takes the same capabilities again at any time', async () => {
      const seat = await builtSeatOf(chair);
      const answer = await seat.ask('media.prepare', { rtpCapabilities: rtpCapabilities() });
      expect(granted(answer).routerRtpCapabilities).toHaveProperty('codecs');
    });
  });
}
