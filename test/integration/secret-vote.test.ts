import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ParticipantCommand } from '../../core/command.ts';
import type { MeetingEvent, SeenEntry } from '../../core/event.ts';
import type { ParticipantId, VoteId } from '../../core/id.ts';
import type { VoteChoice, VoteSecrecy } from '../../core/vote.ts';
import { type EntryBatch, protocolVersion } from '../../protocol/message.ts';
import { findMeeting, signIn } from '../faults/attendee.ts';
import { type HubProcess, startHub } from '../support/hub-process.ts';
import { until } from '../support/until.ts';

/* A vote by name and one in secret at a real hub, over real lines; the hub is killed while the ballots are cast. */

type Person = {
  readonly id: ParticipantId;
  /** Everything it was pushed. */
  readonly heard: readonly SeenEntry[];
  command(command: ParticipantCommand): Promise<void>;
};

let hub: HubProcess;
const sockets: Socket[] = [];
beforeAll(async () => {
  hub = await startHub();
});
afterAll(async () => {
  for (const socket of sockets) socket.disconnect();
  await hub.dispose();
});

async function come(username: string): Promise<Person> {
  const session = await signIn(hub.origin, username);
  const { id: meeting } = await findMeeting(hub.origin, session);
  const auth = { token: session.token, version: protocolVersion };
  const socket = io(hub.origin, { auth, transports: ['websocket'], reconnection: false, forceNew: true });
  sockets.push(socket);
  const heard: SeenEntry[] = [];
  socket.on('entries', ({ entries }: EntryBatch) => heard.push(...entries));
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  const ask = async (type: string, body: object) => {
    const answer = await socket.timeout(10_000).emitWithAck(type, body);
    if (!answer.ok) throw new Error(`${username}: ${JSON.stringify(body)}: ${answer.refusal.code}`);
  };
  await ask('meeting.join', { meeting, camera: 'off', takeOver: false });
  const { participant: id } = session.account;
  return { id, heard, command: (command) => ask('command', { command }) };
}

/** What the hub's database holds, entry by entry. */
function logged(): readonly MeetingEvent[] {
  const sqlite = new Database(join(hub.dataFolder, 'hub.sqlite'), { readonly: true });
  try {
    const rows = sqlite.prepare('select event from entries order by seq').all() as { event: string }[];
    return rows.map(({ event }) => JSON.parse(event));
  } finally {
    sqlite.close();
  }
}

const keys = () => readdir(join(hub.dataFolder, 'log-key.pem.ballots'));
const cast = (vote: VoteId, choice: VoteChoice) => ({ type: 'vote.cast', vote, choice }) as const;

async function putToVote(chair: Person, secrecy: VoteSecrecy): Promise<VoteId> {
  const before = chair.heard.length;
  const question = 'Thông qua nghị quyết';
  await chair.command({ type: 'vote.open', question, item: null, secrecy, majority: 'half', limitMs: null });
  const opened = () => chair.heard.slice(before).find(({ event }) => event.type === 'vote.opened')?.event;
  await until('the vote is open', () => opened() !== undefined);
  const event = opened();
  if (event?.type !== 'vote.opened') throw new Error('no vote');
  return event.vote.id;
}

function resultFor({ heard }: Person, vote: VoteId) {
  return heard.flatMap(({ event }) =>
    event.type === 'vote.counted' && event.vote === vote ? [event.tally] : [],
  )[0];
}

/** What somebody was told of ballots. */
function ballotsTold({ heard }: Person, vote: VoteId) {
  return heard.flatMap(({ event }) =>
    event.type === 'vote.cast' && event.vote === vote ? [event.ballot] : [],
  );
}

it('VOTE-8, VOTE-9, VOTE-10: two delegates vote by name and in secret; the hub is killed meanwhile, and nothing is lost or told', async () => {
  let chair = await come('chutri');
  await chair.command({ type: 'meeting.open' });
  let [one, other] = [await come('daibieu1'), await come('daibieu2')];
  for (const { id } of [one, other]) await chair.command({ type: 'participant.admit', participant: id });

  const named = await putToVote(chair, 'named');
  await one.command(cast(named, 'against'));
  await other.command(cast(named, 'for'));
  await chair.command(cast(named, 'for'));
  await chair.command({ type: 'vote.close', vote: named });
  for (const each of [chair, one, other])
    await until('the result is told', () => resultFor(each, named) !== undefined);
  expect(resultFor(other, named)).toEqual({ voters: 6, for: 2, against: 1, abstain: 0 });
  expect(ballotsTold(one, named).map(({ voter, choice }) => [voter.participant, choice])).toEqual([
    [one.id, 'against'],
  ]);
  expect(ballotsTold(chair, named)).toHaveLength(3);
  expect(JSON.stringify(other.heard)).not.toContain(one.id);

  const secret = await putToVote(chair, 'secret');
  await one.command(cast(secret, 'against'));
  await until('the chair is told that it was cast', () => ballotsTold(chair, secret).length === 1);
  const [ballot] = ballotsTold(chair, secret);
  expect(ballot?.choice).toEqual({ sealed: expect.stringMatching(/^[\w-]{39}$/) });
  expect(JSON.stringify(other.heard)).not.toContain(one.id);
  expect(await keys()).toHaveLength(1);
  await hub.kill();
  hub = await hub.restart();
  [chair, one, other] = [await come('chutri'), await come('daibieu1'), await come('daibieu2')];
  await other.command(cast(secret, 'abstain'));
  await other.command(cast(secret, 'against'));
  await chair.command(cast(secret, 'for'));
  await chair.command({ type: 'vote.close', vote: secret });
  for (const each of [chair, one, other])
    await until('the result is told', () => resultFor(each, secret) !== undefined);
  expect(resultFor(one, secret)).toEqual({ voters: 6, for: 1, against: 2, abstain: 0 });
  await until('the key is gone', async () => (await keys()).length === 0);

  const ofSecret = logged().filter((event) => 'vote' in event && event.vote === secret);
  expect(ofSecret.map(({ type }) => type)).toEqual([
    ...Array.from({ length: 4 }, () => 'vote.cast'),
    'vote.closed',
    'vote.counted',
  ]);
  for (const event of ofSecret.slice(0, -1))
    expect(JSON.stringify(event)).not.toMatch(/"(for|against|abstain)"/);
  const said = await readFile(join(hub.dataFolder, 'hub.log'), 'utf8');
  expect(said).not.toMatch(/against|abstain|sealed/);
}, 60_000);
