import { setImmediate as turn } from 'node:timers/promises';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { strangers } from '../../test/doubles/meeting.ts';
import type { Principal, Sessions } from '../ports.ts';
import { createGateway } from './gateway.ts';

const { participant, name, position, unit, unitName } = strangers.near;
const account = {
  participant,
  kind: 'person',
  name,
  position,
  unit,
  unitName,
  administrator: false,
  operates: [],
} as const;
const principal: Principal = { account, standingRoles: [], device: null };
const refused = async () => ({ ok: false, refusal: { code: 'not-present' } }) as const;
const sessions: Sessions = {
  join: refused,
  snapshot: refused,
  command: refused,
  media: refused,
  loop: refused,
  equipment: refused,
  disconnect: () => undefined,
};

it('HUB-9: a flood is told in the log, but does not fill it', async () => {
  const lines: { code: string; times?: number }[] = [];
  const logger = pino({}, { write: (line: string) => void lines.push(JSON.parse(line)) });
  let room = 0;
  const receive = createGateway({
    connection: 'c1',
    principal,
    sessions,
    logger,
    maxBytes: 1_000,
    isOpen: () => true,
    spend: async () => {
      room -= 1;
      return room >= 0;
    },
  });
  const codes: string[] = [];
  const send = async (times: number) => {
    for (let sent = 0; sent < times; sent += 1)
      receive('meeting.snapshot', {}, ({ refusal }: { refusal: { code: string } }) =>
        codes.push(refusal.code),
      );
    await turn();
  };
  await send(1_000);
  expect(codes).toEqual(Array(1_000).fill('too-many'));
  expect(lines.map(({ code, times }) => [code, times])).toEqual(
    [1, 2, 4, 8, 16, 32, 64, 128, 256, 512].map((times) => ['too-many', times]),
  );
  room = 1;
  await send(1);
  await send(1);
  expect(lines.slice(10).map(({ code, times }) => [code, times])).toEqual([
    ['not-present', undefined],
    ['too-many', 1],
  ]);
});
