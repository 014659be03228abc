import fc from 'fast-check';
import type { Actor } from '../../core/actor.ts';
import { apply } from '../../core/apply.ts';
import type { Command } from '../../core/command.ts';
import type { Entry } from '../../core/event.ts';
import type { Meeting } from '../../core/meeting.ts';
import type { MeetingSettings } from '../../core/settings.ts';
import { nextDeadline } from '../../core/timing.ts';
import { actorOf, type Draw, draw } from './draw.ts';
import { commandOf } from './draw-command.ts';
import { pick, settings } from './draw-names.ts';
import {
  act,
  delegate,
  grant,
  join,
  liveMeeting,
  type Outcome,
  places,
  play,
  request,
  scheduledMeeting,
  seats,
  start,
  system,
  who,
} from './meeting.ts';

/** Random walks through a meeting, and what is judged along them. */

/**
 * Only the chair has come; everybody there; the province called, which has called the district; the province alone,
 * and the district alone within it, with one called back and the others heard in each hall.
 */
type Beginning = 'scheduled' | 'live' | 'called' | 'alone';

export type Walk = {
  readonly from: Beginning;
  readonly settings: number;
  readonly draws: readonly Draw[];
};

/** Walks of at most `length` steps. */
export function walks(length = 80): fc.Arbitrary<Walk> {
  const drawn = fc.record({
    from: fc.constantFrom<Beginning>('scheduled', 'scheduled', 'live', 'called', 'called', 'alone', 'alone'),
    settings: fc.nat(settings.length - 1),
    draws: fc.array(draw, { minLength: 1, maxLength: length, size: 'max' }),
  });
  // What a failing property prints: the steps as they were sent, not the numbers they were drawn from.
  return drawn.map((walk) => ({ ...walk, [fc.toStringMethod]: () => trail(walk) }));
}

function trail(walk: Walk): string {
  const steps = [...strides(walk)].map(({ actor, command, now, refusal }) => {
    const sender = actor.kind === 'system' ? actor.part : actor.id;
    return `+${now - start} ${sender} ${JSON.stringify(command)} ${refusal ?? 'done'}`;
  });
  return [`${walk.from} ${JSON.stringify(pick(settings, walk.settings))}`, ...steps].join('\n');
}

export type Stride = Outcome & {
  readonly before: Meeting;
  readonly actor: Actor;
  readonly command: Command;
  readonly now: number;
};

const meetingByKey = new Map<string, Meeting>();

function begin(from: Beginning, change: Partial<MeetingSettings>): Meeting {
  switch (from) {
    case 'scheduled':
      return play(scheduledMeeting({ settings: change }), [system('hub'), join(seats.chair.card)]);
    case 'live':
      return liveMeeting({ settings: change });
    case 'called':
      return play(
        liveMeeting({ settings: change }),
        [who.farDelegate, request()],
        [who.communeSite, request()],
        [who.chair, delegate(places.province)],
        [who.provinceChair, grant(who.districtSite)],
      );
    case 'alone':
      return play(
        liveMeeting({ settings: change }),
        [who.communeSite, request()],
        [who.chair, { type: 'sidebar.open', unit: places.province }],
        [who.districtChair, { type: 'sidebar.open', unit: places.district }],
        [who.chair, { type: 'sidebar.recall', participant: who.provinceSite }],
        [who.provinceChair, grant(who.provinceOperator)],
        [who.districtChair, { type: 'recording.start' }],
      );
  }
}

/** Where a walk begins. The same walk always begins with the same object. */
export function beginning({ from, settings: index }: Walk): Meeting {
  const key = `${from} ${index % settings.length}`;
  const meeting = meetingByKey.get(key) ?? begin(from, pick(settings, index));
  meetingByKey.set(key, meeting);
  return meeting;
}

/** Plays a walk, step by step: what was before, what was sent, what came of it. */
export function* strides(walk: Walk): Generator<Stride> {
  let meeting = beginning(walk);
  let now = start;
  for (const each of walk.draws) {
    // Some ticks come when they are due, the others at any time.
    const deadline = each.type === 'clock.tick' && each.first % 2 === 0 ? nextDeadline(meeting) : null;
    now = Math.max(now + (deadline === null ? each.wait : 0), deadline ?? now);
    const command = commandOf(meeting, each);
    const actor = actorOf(meeting, command.type, each);
    const outcome = act(meeting, actor, command, now);
    yield { ...outcome, before: meeting, actor, command, now };
    meeting = outcome.meeting;
  }
}

/**
 * How many walks, and from which seed. The seed is fixed, so that a run repeats; another one, and more walks, by
 * DIEMCAU_FUZZ_SEED and DIEMCAU_FUZZ_RUNS.
 */
function fuzzing(): { readonly seed: number; readonly numRuns: number; readonly unbiased: boolean } {
  const { DIEMCAU_FUZZ_SEED: seed, DIEMCAU_FUZZ_RUNS: runs } = process.env;
  // Unbiased: small numbers are no likelier to find a fault here, since they only pick one of many.
  return { seed: Number(seed ?? 20_261_123), numRuns: Number(runs ?? 180), unbiased: true };
}

export type PlayedWalk = { readonly walk: Walk; readonly strides: readonly Stride[] };
let played: readonly PlayedWalk[] | null = null;

function playAll(): readonly PlayedWalk[] {
  return fc.sample(walks(), fuzzing()).map((walk) => ({ walk, strides: [...strides(walk)] }));
}

/**
 * Judges every walk. All properties of a file judge the same ones, played once, since playing costs more than
 * judging; only one that fails is played again, to be made short. The index tells apart walks of which each is judged by a
 * third of what there is to judge; a walk that is played again has all three.
 */
export function always(judge: (played: PlayedWalk, index: number) => void): void {
  try {
    played ??= playAll();
    played.forEach(judge);
  } catch (fault) {
    fc.assert(
      fc.property(walks(), (walk) =>
        [0, 1, 2].forEach((index) => {
          judge({ walk, strides: [...strides(walk)] }, index);
        }),
      ),
      fuzzing(),
    );
    throw fault;
  }
}

/** Judges every step of every walk. */
export function atEachStep(judge: (stride: Stride) => void): void {
  always(({ strides: all }) => all.forEach(judge));
}

/** Judges every event on the state just before and just after it. */
export function atEachEvent(judge: (before: Meeting, entry: Entry, after: Meeting) => void): void {
  atEachStep(({ before, entries }) => {
    let state = before;
    for (const entry of entries) {
      const after = apply(state, entry);
      judge(state, entry, after);
      state = after;
    }
  });
}
