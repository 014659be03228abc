import { expect } from 'vitest';
import { type ArchiveRight, archiveRights } from '../../core/archive-right.ts';
import { applyDossier } from '../../core/dossier/apply.ts';
import { type DossierBooks, type DossierDecision, decideDossier } from '../../core/dossier/decide.ts';
import {
  type ArchivedState,
  type Dossier,
  openDossier,
  type RetentionClass,
  type Signatory,
} from '../../core/dossier/dossier.ts';
import type { DossierActor, DossierEvent } from '../../core/dossier/event.ts';
import type { DossierOrder } from '../../core/dossier/order.ts';
import type { MeetingId, ParticipantId, RecordingId } from '../../core/id.ts';
import type { RefusalCode } from '../../core/refusal.ts';

/** A file of a meeting that ended on a leap day in 2020, three people, and every order there is. */

export const dayMs = 86_400_000;
export const closedAt = Date.UTC(2020, 1, 29, 3, 0);
export const later = Date.UTC(2041, 0, 1);
export const recording = 'r-1' as RecordingId;

export const person = (name: string): Signatory => ({
  participant: `person:${name}` as ParticipantId,
  name,
  position: 'Chuyên viên',
});
export const [hà, nam, lan] = [person('Hà'), person('Nam'), person('Lan')];

export const classes: readonly RetentionClass[] = [
  { name: 'Vĩnh viễn', years: null },
  { name: '20 năm', years: 20 },
  { name: '5 năm', years: 5 },
];
export const facts = { recording, files: 12, bytes: 1_000_000, manifestSha256: 'ab'.repeat(32) };
export const usual: DossierBooks = {
  closedAt,
  recordings: [{ id: recording, state: 'ready' }],
  packages: [{ ...facts, sound: true }],
  askerRights: archiveRights,
  classes,
  linkDays: 90,
};

export type More = {
  readonly by?: Signatory;
  readonly now?: number;
  readonly rights?: readonly ArchiveRight[];
  readonly books?: Partial<DossierBooks>;
};
export const decide = (dossier: Dossier, order: DossierOrder, more: More = {}): DossierDecision => {
  const { by = hà, now = later, rights = archiveRights, books = {} } = more;
  const wish = { by, rights, order, now, recording, secretHash: 'hash' };
  return decideDossier(dossier, wish, { ...usual, ...books });
};
export const codeOf = (decision: DossierDecision): RefusalCode | null =>
  decision.ok ? null : decision.refusal.code;
export const happen = (
  dossier: Dossier,
  event: DossierEvent,
  by: DossierActor = { kind: 'person', ...hà },
  at = later,
) => applyDossier(dossier, { seq: 1, at, by, event });
/** The file after orders that were all accepted. */
export function ordered(
  orders: readonly (DossierOrder | readonly [DossierOrder, More])[],
  from = begun,
): Dossier {
  return orders.reduce<Dossier>((dossier, each) => {
    const [order, more] = 'type' in each ? [each, {}] : each;
    const decision = decide(dossier, order, more);
    if (!decision.ok) return expect.fail(`${order.type}: ${decision.refusal.code}`);
    const by = { kind: 'person', ...(more.by ?? hà) } as const;
    return decision.events.reduce((state, event) => happen(state, event, by, more.now ?? later), dossier);
  }, from);
}
export const begun = openDossier('m-1' as MeetingId);

export const retain = (name: string): DossierOrder => ({ type: 'retention.set', name });
export const ask: DossierOrder = { type: 'disposal.ask', reason: 'Hết thời hạn bảo quản' };
export const confirm: DossierOrder = { type: 'disposal.confirm' };
export const place: DossierOrder = { type: 'hold.place', reason: 'Đang thanh tra' };
export const lift = (hold: number): DossierOrder => ({
  type: 'hold.lift',
  hold,
  reason: 'Thanh tra đã xong',
});
export const handOver: DossierOrder = {
  type: 'custody.handOver',
  to: 'Lưu trữ lịch sử tỉnh',
  receiver: 'Trần Văn Bình',
  receiverPosition: 'Lưu trữ viên',
  note: '',
};
export const makeLink = (until = later + dayMs): DossierOrder => ({
  type: 'link.make',
  whom: 'Báo Nhân Dân',
  until,
});
export const orders: readonly DossierOrder[] = [
  retain('5 năm'),
  place,
  lift(1),
  ask,
  { type: 'disposal.withdraw' },
  confirm,
  handOver,
  { type: 'links.allow' },
  { type: 'links.forbid' },
  makeLink(),
  { type: 'link.withdraw', link: 1 },
];

export function states(...each: ArchivedState[]): DossierBooks['recordings'] {
  return each.map((state, index) => ({ id: `r-${index + 1}` as RecordingId, state }));
}
