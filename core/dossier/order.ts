import type { ArchiveRight } from '../archive-right.ts';

/** What is ordered about the file of a meeting: a wish (protocol `dossierOrder`). */
export type DossierOrder =
  | { readonly type: 'retention.set'; readonly name: string }
  | { readonly type: 'hold.place'; readonly reason: string }
  | { readonly type: 'hold.lift'; readonly hold: number; readonly reason: string }
  | { readonly type: 'disposal.ask'; readonly reason: string }
  | { readonly type: 'disposal.withdraw' }
  | { readonly type: 'disposal.confirm' }
  | {
      readonly type: 'custody.handOver';
      readonly to: string;
      readonly receiver: string;
      readonly receiverPosition: string;
      readonly note: string;
    }
  | { readonly type: 'links.allow' }
  | { readonly type: 'links.forbid' }
  | { readonly type: 'link.make'; readonly whom: string; readonly until: number }
  | { readonly type: 'link.withdraw'; readonly link: number };

/** The right that each order needs (DOSSIER-1). */
export const rightByOrder = {
  'retention.set': 'hold',
  'hold.place': 'hold',
  'hold.lift': 'hold',
  'disposal.ask': 'dispose',
  'disposal.withdraw': 'dispose',
  'disposal.confirm': 'dispose',
  'custody.handOver': 'hand-over',
  'links.allow': 'allow-links',
  'links.forbid': 'allow-links',
  'link.make': 'share',
  'link.withdraw': 'share',
} as const satisfies Record<DossierOrder['type'], ArchiveRight>;
