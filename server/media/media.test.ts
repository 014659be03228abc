import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ShownPicture, Source } from '../../protocol/media.ts';
import {
  chair,
  liveMeeting,
  type Story,
  secretary,
  site11,
  site12,
} from '../../test/doubles/media-meeting.ts';
import { opusParameters } from '../../test/doubles/media-parameters.ts';
import {
  codeOf,
  createListener,
  eventually,
  granted,
  type Heard,
  sit,
  type TestSeat,
} from '../../test/doubles/media-seat.ts';
import { type Watch, watchMediasoup } from '../../test/doubles/media-watch.ts';
import type { Media } from '../ports.ts';
import { createMedia } from './media.ts';

const logger = pino({ level: 'silent' });
const options = { listen: { ip: '127.0.0.1', basePort: 0 }, captureIp: '127.0.0.1', logger };

describe('media over mediasoup', () => {
  let watch: Watch;
  let media: Media;
  let heard: Heard;
  let story: Story;

  /** `spread` below 0 puts every seat on the least used worker: here, in turn. */
  async function start(workers: number, spread = 0.1): Promise<void> {
    media = await createMedia({ ...options, workers, spread });
    media.listen(heard);
  }

  beforeEach(() => {
    watch = watchMediasoup();
    heard = createListener();
    story = liveMeeting('m1');
  });
  afterEach(async () => {
    await media.close();
    watch.stop();
  });

  async function built(participant: TestSeat['participant']): Promise<TestSeat> {
    const seat = await sit(media, story.meeting(), { connection: `c:${participant}`, participant });
    await seat.build();
    return seat;
  }
  const producerOf = async (seat: TestSeat, source: Source) => granted(await seat.produce(source)).producer;
  const openTo = (seat: TestSeat) => heard.openTo(seat.connection);
  /** Whether the hub lets it through, at every worker where it is known. */
  const paused = (producer: string) => (watch.producers.get(producer) ?? []).map((each) => each.paused);
  const consumerOf = (id: string) => [...watch.consumers].find((consumer) => consumer.id === id);
  const ready = async (seat: TestSeat, participant: string, source: Source) => {
    const find = () =>
      openTo(seat).find((offer) => offer.participant === participant && offer.source === source);
    await eventually(() => expect(find()).toBeDefined());
    const { id } = find()!;
    granted(await seat.ask('media.consumer.ready', { consumer: id }));
    return id;
  };
  const pidOf = async (index: number) => (await media.workers())[index]!.pid;
  const rebuilds = (seat: TestSeat) =>
    heard.newsOf(seat.connection).filter(({ type }) => type === 'media.rebuild').length;

  describe('rights', () => {
    it('MEDIA-1: a microphone flows only while it is open and its holder may speak, whatever the client does', async () => {
      await start(1);
      const speaker = await built(site11);
      const microphone = await producerOf(speaker, 'microphone');
      expect(paused(microphone)).toEqual([true]);
      media.follow(story.happen({ type: 'microphone.opened', participant: site11 }));
      media.follow(story.grant('speech', site11));
      await eventually(() => expect(paused(microphone)).toEqual([false]));
      media.follow(story.revoke('speech'));
      await eventually(() => expect(paused(microphone)).toEqual([true]));
      // A new producer of the same microphone starts as the old one ended.
      expect(paused(await producerOf(speaker, 'microphone'))).toEqual([true]);
      media.follow(story.grant('speech', site11));
      const next = await producerOf(speaker, 'microphone');
      expect(paused(next)).toEqual([false]);
      media.follow(story.happen({ type: 'microphone.closed', participant: site11, reason: 'muted' }));
      await eventually(() => expect(paused(next)).toEqual([true]));
    });

    it('ends in the newest state, however fast they follow each other', async () => {
      await start(1);
      const speaker = await built(site11);
      const microphone = await producerOf(speaker, 'microphone');
      media.follow(story.grant('speech', site11));
      for (let turn = 0; turn < 25; turn += 1) {
        media.follow(story.happen({ type: 'microphone.opened', participant: site11 }));
        media.follow(story.happen({ type: 'microphone.closed', participant: site11, reason: 'muted' }));
      }
      media.follow(story.happen({ type: 'microphone.opened', participant: site11 }));
      await eventually(() => expect(paused(microphone)).toEqual([false]));
      media.follow(story.happen({ type: 'microphone.closed', participant: site11, reason: 'muted' }));
      await eventually(() => expect(paused(microphone)).toEqual([true]));
    });

    it('a picture flows once a receiver is ready, and no longer when nobody receives or the camera is off', async () => {
      await start(1);
      const sender = await built(chair);
      const listener = await built(site12);
      const camera = await producerOf(sender, 'camera');
      await eventually(() => expect(openTo(listener)).toHaveLength(1));
      expect(paused(camera)).toEqual([true]);
      const consumer = await ready(listener, chair, 'camera');
      await eventually(() => expect(paused(camera)).toEqual([false]));
      await eventually(() => expect(consumerOf(consumer)?.paused).toBe(false));
      media.follow(story.happen({ type: 'camera.stopped', participant: chair }));
      await eventually(() => expect(paused(camera)).toEqual([true]));
      media.follow(story.happen({ type: 'camera.started', participant: chair }));
      await eventually(() => expect(paused(camera)).toEqual([false]));
      media.leave(listener.connection);
      await eventually(() => expect(paused(camera)).toEqual([true]));
    });
  });

  it('listens to the loudness of microphones on the stage alone', async () => {
    await start(1);
    const speaker = await built(site11);
    const first = await producerOf(speaker, 'microphone');
    const ofChair = await producerOf(await built(chair), 'microphone');
    await eventually(() => expect([...watch.heard]).toEqual([ofChair]));
    media.follow(story.grant('speech', site11));
    await eventually(() => expect([...watch.heard]).toEqual([ofChair, first]));
    media.follow(story.revoke('speech'));
    await eventually(() => expect([...watch.heard]).toEqual([ofChair]));
    watch.measure(watch.producers.get(ofChair)![0]!, -20);
    await eventually(() => expect(heard.levelReports).toEqual([[{ participant: chair, dbov: -20 }]]));
  });

  describe('receiving', () => {
    it('starts paused, with the layer of its size and the priority of its place', async () => {
      await start(1);
      const site = await built(site11);
      await producerOf(site, 'camera');
      const viewer = await built(secretary);
      await viewer.ask('media.view', { pictures: [{ participant: site11, size: 'thumbnail' }] });
      await eventually(() => expect(openTo(viewer)).toHaveLength(1));
      const { id } = openTo(viewer)[0]!;
      const layer = () => consumerOf(id)?.preferredLayers?.spatialLayer;
      expect(consumerOf(id)?.paused).toBe(true);
      expect(layer()).toBe(0);
      await viewer.ask('media.view', { pictures: [{ participant: site11, size: 'medium' }] });
      await eventually(() => expect(layer()).toBe(1));
      media.follow(story.grant('speech', site11));
      await eventually(() => expect(layer()).toBe(2));
      await eventually(() => expect(consumerOf(id)?.priority).toBeGreaterThan(1));
      await viewer.ask('media.consumer.size', { consumer: id, size: 'thumbnail' });
      await eventually(() => expect(layer()).toBe(0));
      media.follow(story.revoke('speech'));
      await eventually(() => expect(layer()).toBe(1));
      expect(openTo(viewer).map((offer) => offer.id)).toEqual([id]);
    });
  });

  it('malformed parameters leave the worker usable to everyone else', async () => {
    await start(1);
    const other = await built(site12);
    const hostile = await built(site11);
    const transport = await hostile.openTransport('send');
    const [codec] = opusParameters().codecs as Record<string, unknown>[];
    // The bit rate is what mediasoup 3.27.1 falls over while it is writing to the worker.
    const changes = [
      { encodings: [{ ssrc: 5, maxBitrate: 'much' }] },
      { encodings: [{ ssrc: 5, maxBitrate: null }] },
      { codecs: [{ ...codec, parameters: { apt: { toString: 1 } } }] },
      { mid: { length: 3 } },
    ];
    for (const change of changes) {
      const rtpParameters = { ...opusParameters(), ...change };
      const body = { transport, source: 'microphone', kind: 'audio', rtpParameters } as const;
      expect(codeOf(await hostile.ask('media.produce', body))).toBe('invalid-message');
      const fingerprints = [{ algorithm: 'sha-256', value: { length: 3 } }];
      const connect = { transport, dtlsParameters: { fingerprints } };
      expect(codeOf(await hostile.ask('media.transport.connect', connect))).toBe('invalid-message');
      expect(codeOf(await other.produce('camera'))).toBe('ok');
    }
    media.leave(hostile.connection);
  });

  describe('over several workers', () => {
    it('a sender is piped to where it is received, once, and no longer than that', async () => {
      await start(2, -1);
      const sender = await built(site11);
      const viewer = await built(secretary);
      await built(site12);
      const second = await built(chair);
      expect((await media.workers()).map(({ routers }) => routers)).toEqual([1, 1]);
      const camera = await producerOf(sender, 'camera');
      const view = (seat: TestSeat, pictures: ShownPicture[]) => seat.ask('media.view', { pictures });
      const picture = { participant: site11, size: 'thumbnail' } as const;

      await view(viewer, [picture]);
      await ready(viewer, site11, 'camera');
      await eventually(() => expect(paused(camera)).toEqual([false, false]));
      await view(second, [picture]);
      await ready(second, site11, 'camera');
      media.follow(story.happen({ type: 'camera.stopped', participant: site11 }));
      await eventually(() => expect(paused(camera)).toEqual([true, true]));

      await view(viewer, []);
      await eventually(() => expect(openTo(viewer)).toEqual([]));
      expect(paused(camera)).toHaveLength(2);
      await view(second, []);
      await eventually(() => expect(paused(camera)).toHaveLength(1));
      await view(second, [picture]);
      await eventually(() => expect(paused(camera)).toHaveLength(2));

      for (const { connection } of [viewer, second]) media.leave(connection);
      expect((await media.workers()).map(({ routers }) => routers)).toEqual([1, 0]);
    });
  });

  describe('when a worker dies', () => {
    it('another takes its place, twice in a row too, and its seats are told, those of the stage first', async () => {
      await start(1);
      const seats = [await built(site11), await built(site12), await built(secretary), await built(chair)];
      const [site] = seats as [TestSeat];
      await producerOf(site, 'camera');
      const stage = seats.at(-1)!;
      for (const times of [1, 2]) {
        const pid = await pidOf(0);
        process.kill(pid, 'SIGKILL');
        await eventually(() => expect(seats.map(rebuilds)).toEqual(seats.map(() => times)));
        expect(heard.rebuilt.at(-seats.length)).toBe(stage.connection);
        expect(await pidOf(0)).not.toBe(pid);
        expect(media.sendersOf(story.meeting().id)).toEqual([]);
      }
      for (const seat of seats) await seat.build();
      await producerOf(stage, 'camera');
      await eventually(() => expect(openTo(site).map(({ participant }) => participant)).toEqual([chair]));
    });

    it('the seats on other workers go on, and lose only what came from it', async () => {
      await start(2, -1);
      const survivor = await built(site11);
      const lost = await built(chair);
      await producerOf(survivor, 'camera');
      await producerOf(lost, 'camera');
      await eventually(() => expect(openTo(survivor)).toHaveLength(1));
      process.kill(await pidOf(1), 'SIGKILL');
      await eventually(() => expect(openTo(survivor)).toEqual([]));
      await eventually(() => expect(rebuilds(lost)).toBe(1));
      expect(rebuilds(survivor)).toBe(0);
      expect(media.sendersOf(story.meeting().id).map(({ participant }) => participant)).toEqual([site11]);
      await lost.build();
      await producerOf(lost, 'camera');
      await eventually(() => expect(openTo(survivor)).toHaveLength(1));
    });

    it('its captures end, and its ids are nobody’s', async () => {
      await start(1);
      const seat = await built(site11);
      const transport = await seat.openTransport('send');
      const producer = await producerOf(seat, 'camera');
      const capture = granted(await media.capture(story.meeting().id, producer));
      const ended = vi.fn();
      capture.onEnd(ended);
      process.kill(await pidOf(0), 'SIGKILL');
      await eventually(() => expect(ended.mock.calls).toEqual([[true]]));
      expect(await seat.ask('media.transport.restartIce', { transport })).toEqual({
        ok: false,
        refusal: { code: 'not-found' },
      });
    });
  });

  describe('leaves nothing behind', () => {
    const nothing = { routers: 0, transports: 0, producers: 0, consumers: 0 };
    const alive = () => ({
      routers: watch.routers.size,
      transports: watch.transports.size,
      producers: watch.producers.size,
      consumers: watch.consumers.size,
    });
    /** What the worker processes themselves know of. */
    const inWorkers = async () => {
      const routers = await Promise.all([...watch.workers].map((worker) => worker.dump()));
      const servers = await Promise.all([...watch.servers].map((server) => server.dump()));
      return [
        ...routers.flatMap(({ routerIds }) => routerIds),
        ...servers.flatMap(({ webRtcTransportIds }) => webRtcTransportIds),
      ];
    };

    it('when all seats leave', async () => {
      await start(2, -1);
      const seats = [await built(chair), await built(site11), await built(site12), await built(secretary)];
      for (const seat of seats) {
        await producerOf(seat, 'microphone');
        await producerOf(seat, 'camera');
      }
      media.follow(story.grant('speech', site11));
      const camera = media.sendersOf(story.meeting().id).find(({ source }) => source === 'camera')!;
      granted(await media.capture(story.meeting().id, camera.producer));
      await eventually(() => expect(seats.slice(2).map((seat) => openTo(seat).length)).toEqual([4, 4]));
      expect(alive().transports).toBeGreaterThan(8);

      for (const { connection } of seats) media.leave(connection);
      await eventually(() => expect(alive()).toEqual(nothing));
      await eventually(async () => expect(await inWorkers()).toEqual([]));
    });

    it('when the meeting ends while something is being opened', async () => {
      await start(1);
      const seat = await sit(media, story.meeting(), { connection: 'late', participant: chair });
      await seat.prepare();
      const [router] = watch.routers;
      router!.observer.once('newtransport', () => media.endMeeting(story.meeting().id));
      const opening = await seat.ask('media.transport.create', { direction: 'receive', forceTcp: false });
      expect(opening).toEqual({ ok: false, refusal: { code: 'unavailable' } });
      await eventually(() => expect(alive()).toEqual(nothing));
    });

    it('when it closes: no process', async () => {
      await start(2);
      const pids = [...watch.workers].map(({ pid }) => pid);
      expect(pids).toHaveLength(2);
      await media.close();
      for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    });
  });

  it('does not start where a port is taken, and leaves no worker running', async () => {
    await start(1);
    const server = [...watch.servers][0]!;
    const { udpSockets } = await server.dump();
    const basePort = udpSockets[0]!.port;
    const before = watch.workers.size;
    const second = createMedia({ ...options, workers: 1, listen: { ip: '127.0.0.1', basePort } });
    await expect(second).rejects.toThrow();
    expect(watch.workers.size).toBe(before);
  });
});
