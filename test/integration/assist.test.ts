import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Equipment } from '../../protocol/message.ts';
import { who } from '../doubles/meeting.ts';
import { type Client, startSocketHub } from '../support/socket-hub.ts';
import { until } from '../support/until.ts';

let hub: Awaited<ReturnType<typeof startSocketHub>>;
beforeEach(async () => {
  hub = await startSocketHub();
});
afterEach(() => hub.close());

const equipment: Equipment = {
  devices: [
    { kind: 'camera', id: 'c1', label: 'Logitech BRIO' },
    { kind: 'speaker', id: 's1', label: 'HDMI' },
  ],
  camera: 'c1',
  microphone: null,
  speaker: null,
  cameraFault: null,
  microphoneFault: 'missing',
  volume: 80,
  soundBlocked: false,
  screen: { width: 1920, height: 1080 },
  browser: 'Chromium 156',
};
const reportsTo = ({ signals }: Client) =>
  signals.flatMap((signal) => (signal.type === 'equipment' ? signal.reports : []));
const ordersTo = ({ batches }: Client) =>
  batches
    .flatMap(({ entries }) => entries)
    .flatMap(({ event }) => (event.type === 'assist.ordered' ? [event.order] : []));

it('what a site reports of its devices reaches who may help it, newcomers too, and nobody else', async () => {
  const [site, farSite, operator, provinceOperator, otherChair, delegate] = await Promise.all(
    [
      who.communeSite,
      who.farSite,
      who.operator,
      who.provinceOperator,
      who.otherProvinceChair,
      who.delegate,
    ].map(hub.seat),
  );
  if (!site || !farSite || !operator || !provinceOperator || !otherChair || !delegate) throw new Error();
  expect(await site.ask('equipment.report', { equipment })).toEqual({ ok: true, reply: null });
  await farSite.ask('equipment.report', { equipment: { ...equipment, volume: 5 } });
  await until('the operator knows both', () => reportsTo(operator).length === 2);
  await until('the province knows its own', () => reportsTo(provinceOperator).length === 1);
  expect(reportsTo(provinceOperator)).toEqual([{ participant: who.communeSite, equipment }]);
  await until('the other province knows its own', () => reportsTo(otherChair).length === 1);
  expect(reportsTo(otherChair).map(({ participant }) => participant)).toEqual([who.farSite]);

  const late = await hub.seat(who.provinceChair);
  await until('the newcomer knows too', () => reportsTo(late).length === 1);
  expect(reportsTo(late)).toEqual([{ participant: who.communeSite, equipment }]);
  expect([reportsTo(delegate), reportsTo(site)]).toEqual([[], []]);
});

it('a report that is none, or of somebody without a seat, or of a person is refused', async () => {
  const site = await hub.seat(who.communeSite);
  const delegate = await hub.seat(who.delegate);
  const outside = await hub.connect(who.guest);
  const answerTo = (client: Client, body: unknown) => client.raw('equipment.report', body);
  const refused = (code: string) => ({ ok: false, refusal: { code } });
  expect(await answerTo(site, { equipment: { ...equipment, volume: 900 } })).toEqual(
    refused('invalid-message'),
  );
  expect(await answerTo(site, { equipment: { ...equipment, more: 1 } })).toEqual(refused('invalid-message'));
  expect(await answerTo(delegate, { equipment })).toEqual(refused('not-a-site'));
  expect(await answerTo(outside, { equipment })).toEqual(refused('not-present'));
});

it('ASSIST-1: an order from above reaches the site alone', async () => {
  const site = await hub.seat(who.communeSite);
  const other = await hub.seat(who.districtSite);
  const operator = await hub.seat(who.provinceOperator);
  const order = { kind: 'device', device: 'speaker', id: 's1' } as const;
  const wish = { type: 'assist.order', participant: who.communeSite, order };
  expect(await operator.raw('command', { command: wish })).toMatchObject({ ok: true });
  await until('the site is told', () => ordersTo(site).length === 1);
  expect(ordersTo(site)).toEqual([order]);
  expect(await other.raw('command', { command: wish })).toEqual({
    ok: false,
    refusal: { code: 'not-permitted' },
  });
  expect([ordersTo(other), ordersTo(operator)]).toEqual([[], []]);
});

it('a ping is answered at once, a loop only to who is in the meeting', async () => {
  const outside = await hub.connect(who.guest);
  expect(await outside.ask('line.ping', {})).toEqual({ ok: true, reply: null });
  const notThere = { ok: false, refusal: { code: 'not-present' } };
  expect(await outside.ask('loop.open', { protocol: 'udp' })).toEqual(notThere);
  const site = await hub.seat(who.communeSite);
  // The double of the media has no loops: that it was asked is all there is to see here.
  expect(await site.ask('loop.open', { protocol: 'udp' })).toEqual({
    ok: false,
    refusal: { code: 'unavailable' },
  });
  expect(await site.raw('loop.open', { protocol: 'sctp' })).toMatchObject({
    refusal: { code: 'invalid-message' },
  });
});
