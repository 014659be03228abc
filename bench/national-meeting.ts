import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import pino from 'pino';
import type { Actor } from '../core/actor.ts';
import { found } from '../core/apply.ts';
import type { Command } from '../core/command.ts';
import { createMeeting } from '../core/create.ts';
import type { Entry } from '../core/event.ts';
import type { ParticipantId } from '../core/id.ts';
import type { Card, Meeting } from '../core/meeting.ts';
import { redact } from '../core/redact.ts';
import type { Role } from '../core/role.ts';
import type { Level, Unit } from '../core/unit.ts';
import { levelId, meetingId, participantId, unitId } from '../protocol/id.ts';
import { fanOut, type SentByKey, type Viewer } from '../server/fan-out.ts';
import { type Batch, createLiveMeeting } from '../server/live-meeting.ts';
import { createStore } from '../server/store/store.ts';
import type { Bench, BenchContext, Figure } from './bench.ts';
import { quantile } from './series.ts';

/** Sizes that occur: a province of the demo, a large province, the whole country (practice.md: more than 3,300). */
const sizes = [77, 400, 3_400] as const;
const levels: readonly Level[] = ['central', 'province', 'commune'].map((name) => ({
  id: levelId.parse(name),
  name,
}));
const central = unitId.parse('TW');
/** Since July 2025: 34 provinces. */
const provinces = 34;

type Country = {
  readonly meeting: Meeting;
  readonly chair: ParticipantId;
  readonly sites: readonly ParticipantId[];
};

function unitsOf(size: number): readonly Unit[] {
  const [top, middle, bottom] = levels;
  if (!top || !middle || !bottom) throw new Error('three levels');
  const root: Unit = { id: central, name: 'Trung ương', level: top.id, parent: null };
  const inner = Array.from({ length: Math.min(provinces, size - 1) }, (_, index) => ({
    id: unitId.parse(`${index + 10}`),
    name: `Tỉnh thử tải số ${index + 1}`,
    level: middle.id,
    parent: central,
  }));
  const leaves = Array.from({ length: Math.max(0, size - 1 - inner.length) }, (_, index) => {
    const parent = unitId.parse(`${(index % inner.length) + 10}`);
    return {
      id: unitId.parse(`${parent}.${String(index).padStart(5, '0')}`),
      name: `Xã thử tải số ${index + 1}`,
      level: bottom.id,
      parent,
    };
  });
  return [root, ...inner, ...leaves];
}

function cardOf(kind: Card['kind'], name: string, unit: Unit): Card {
  return {
    participant: participantId.parse(`${kind}:${name}`),
    kind,
    name: unit.name,
    position: '',
    unit: unit.id,
    unitName: unit.name,
    level: unit.level,
  };
}

/** A site for each unit, and a chair for the whole and for each province. */
function countryOf(size: number): Country {
  const units = unitsOf(size);
  const seat = (card: Card, role: Role) => ({ card, roles: [{ role, unit: card.unit }] });
  const sites = units.map((unit) => seat(cardOf('site', unit.id, unit), 'site'));
  const chaired = units.filter(({ parent }) => parent === null || parent === central);
  const chairs = chaired.map((unit) => seat(cardOf('person', `chair-${unit.id}`, unit), 'chair'));
  const creation = createMeeting({
    id: meetingId.parse(`meeting-${size}`),
    title: 'Hội nghị trực tuyến toàn quốc',
    unit: central,
    scheduledAt: 0,
    plannedMs: null,
    secret: false,
    settings: {},
    levels,
    units,
    agenda: [],
    invited: [...chairs, ...sites],
  });
  if (!creation.ok) throw new Error(creation.refusal.code);
  return {
    meeting: found(creation.event, 1),
    chair: participantId.parse(`person:chair-${central}`),
    sites: sites.map(({ card }) => card.participant),
  };
}

setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');

/** What this process holds once its garbage is thrown away, in bytes of JavaScript heap. */
function heapHeld(): number {
  if (typeof collect === 'function') collect();
  return process.memoryUsage().heapUsed;
}

type Measured = Readonly<Record<string, number>>;

const hubActor: Actor = { kind: 'system', part: 'hub' };

/** One whole meeting of this size: everybody joins at once, then floors are given one after another. */
async function hold(size: number, { folder, cleanup, quick }: BenchContext): Promise<Measured> {
  const before = heapHeld();
  const { meeting, chair, sites } = countryOf(size);
  const founded = heapHeld();
  const store = await createStore({ file: join(await folder(), 'hub.sqlite') });
  cleanup.defer(() => store.close());
  const everybody = Object.values(meeting.participantById).map(({ card }) => card.participant);
  const viewers: readonly Viewer[] = everybody.map((participant) => ({
    connection: participant,
    participant,
  }));
  const sent: SentByKey = new Map();
  let bytes = 0;
  let encodings = 0;
  let publishMs = 0;
  const publish = (batch: Batch) => {
    const begun = performance.now();
    const { groups } = fanOut(batch, viewers, sent);
    for (const group of groups) {
      bytes += JSON.stringify(group.batch).length;
      encodings += 1;
    }
    publishMs = performance.now() - begun;
  };
  const live = createLiveMeeting({
    initial: meeting,
    lastAt: 0,
    log: store.log,
    clock: { now: () => Date.now() },
    logger: pino({ level: 'silent' }),
    publish,
  });
  cleanup.defer(() => live.close());
  const first: Entry = {
    seq: 1,
    at: 0,
    by: hubActor,
    event: { type: 'meeting.opened' },
  };
  await store.log.append([{ meeting: meeting.id, entries: [first] }]);
  const send = async (actor: Actor, command: Command) => {
    const outcome = await live.send(actor, command);
    if (!outcome.ok) throw new Error(`${command.type}: ${outcome.refusal.code}`);
  };
  const cards = everybody.map((id) => meeting.participantById[id]?.card).filter((card) => card !== undefined);
  const joining = performance.now();
  await Promise.all(cards.map((card) => send(hubActor, { type: 'participant.join', card, camera: 'on' })));
  const joinedMs = performance.now() - joining;
  await send({ kind: 'participant', id: chair }, { type: 'meeting.open' });
  const latencies: number[] = [];
  const publishing: number[] = [];
  const rounds = quick ? 5 : 100;
  const sizesOf: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const participant = sites[(round * 7) % sites.length] ?? chair;
    bytes = 0;
    encodings = 0;
    const begun = performance.now();
    await send(
      { kind: 'participant', id: chair },
      { type: 'floor.grant', floor: 'speech', participant, kind: null, limitMs: null },
    );
    latencies.push(performance.now() - begun);
    publishing.push(publishMs);
    sizesOf.push(bytes / Math.max(1, encodings));
    const grant = live.state().grants[0];
    if (grant) await send({ kind: 'participant', id: chair }, { type: 'floor.revoke', grant: grant.id });
  }
  const state = live.state();
  const site = sites.at(-1) ?? chair;
  const provinceChair = participantId.parse('person:chair-10');
  const snapshot = (viewer: ParticipantId) => JSON.stringify(redact(state, viewer)).length;
  const redacting = performance.now();
  for (let round = 0; round < rounds; round += 1) redact(state, site);
  const redactMs = (performance.now() - redacting) / rounds;
  const after = heapHeld();
  const burst = performance.now();
  const wishes = quick ? 50 : 1_000;
  // A thousand requests within a moment, as when a chair asks who wants to speak.
  await Promise.all(
    sites
      .slice(0, wishes)
      .map((id) =>
        send(
          { kind: 'participant', id },
          { type: 'floor.request', floor: 'speech', kind: 'discussion', topic: '' },
        ),
      ),
  );
  const burstMs = performance.now() - burst;
  return {
    modelMiB: (founded - before) / 2 ** 20,
    heldMiB: (after - before) / 2 ** 20,
    joinedMs,
    joinsPerSecond: cards.length / (joinedMs / 1_000),
    medianMs: quantile(latencies, 0.5),
    tailMs: quantile(latencies, 0.95),
    publishMs: quantile(publishing, 0.5),
    siteKiB: snapshot(site) / 1_024,
    provinceKiB: snapshot(provinceChair) / 1_024,
    chairKiB: snapshot(chair) / 1_024,
    redactMs,
    eventBytes: quantile(sizesOf, 0.5),
    requestsPerSecond: Math.min(wishes, sites.length) / (burstMs / 1_000),
  };
}

const lines = [
  ['the model of the meeting in memory', 'MiB', 'modelMiB'],
  ['  with everybody in it, its queue and its viewers', 'MiB', 'heldMiB'],
  ['everybody joins at once: decided, on disk, published', 'ms', 'joinedMs'],
  ['  joins in a second', '', 'joinsPerSecond'],
  ['a floor given: decided, on disk, published, median', 'ms', 'medianMs'],
  ['  95th percentile', 'ms', 'tailMs'],
  ['  of that sorted and encoded for everybody', 'ms', 'publishMs'],
  ['requests for the floor in a second, all at once', '', 'requestsPerSecond'],
  ["a site's snapshot", 'KiB', 'siteKiB'],
  ["a province's chair's snapshot", 'KiB', 'provinceKiB'],
  ["the chair's snapshot", 'KiB', 'chairKiB'],
  ['a snapshot made, a site', 'ms', 'redactMs'],
  ['a floor given, as one viewer receives it', 'bytes', 'eventBytes'],
] as const;

/** The core, the log and the fan-out with the whole country in the model; no sockets and no media. */
export const nationalMeeting: Bench = {
  name: 'national-meeting',
  title: 'A meeting of 77, 400 and 3,400 sites in the model',
  limitMs: 300_000,
  async run(context) {
    const figures: Figure[] = [];
    for (const size of context.quick ? [77] : sizes) {
      const runs: Measured[] = [];
      for (let run = 1; run <= (context.quick ? 1 : 5); run += 1) {
        context.say(`${size} sites, run ${run}`);
        runs.push(await hold(size, context));
      }
      for (const [what, unit, key] of lines)
        figures.push({
          what: `${size} sites: ${what.trimStart()}`,
          unit,
          samples: runs.map((measured) => measured[key] ?? 0),
        });
    }
    return {
      figures,
      conditions: {
        tree: 'one central unit, 34 provinces, communes below them; a site for each, a chair for the whole and each province',
        log: 'SQLite, WAL, synchronous=FULL',
        viewers:
          'everybody is a viewer of its own: sorted into groups by the hub’s own fan-out, each group encoded once; no sockets',
      },
    };
  },
};
