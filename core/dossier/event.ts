import type { RecordingId } from '../id.ts';
import type { ApprovedMinutes, Minutes } from '../minutes/minutes.ts';
import type { AccessKind, AccessPart, PackageFacts, Signatory } from './dossier.ts';

/** Whose doing an entry is. `link`: somebody without an account, by the link of that number; `hub`: nobody's but its own. */
export type DossierActor =
  | ({ readonly kind: 'person' } & Signatory)
  | { readonly kind: 'link'; readonly link: number; readonly whom: string }
  | { readonly kind: 'hub' };

/** What happened to the file of a meeting: facts, the only record of it. */
export type DossierEvent =
  | { readonly type: 'retention.set'; readonly name: string; readonly years: number | null }
  | { readonly type: 'hold.placed'; readonly hold: number; readonly reason: string }
  | { readonly type: 'hold.lifted'; readonly hold: number; readonly reason: string }
  | { readonly type: 'disposal.asked'; readonly reason: string }
  | { readonly type: 'disposal.withdrawn' }
  /** From here on there is no way back; `packages` is what is destroyed. */
  | { readonly type: 'disposal.confirmed'; readonly packages: readonly PackageFacts[] }
  | { readonly type: 'disposal.carriedOut' }
  | {
      readonly type: 'custody.handedOver';
      readonly to: string;
      readonly receiver: string;
      readonly receiverPosition: string;
      readonly note: string;
      readonly packages: readonly PackageFacts[];
    }
  | { readonly type: 'links.allowed' }
  | { readonly type: 'links.forbidden' }
  | {
      readonly type: 'link.made';
      readonly link: number;
      readonly recording: RecordingId;
      readonly whom: string;
      readonly until: number;
      readonly secretHash: string;
    }
  | { readonly type: 'link.withdrawn'; readonly link: number }
  /** Its time was found to be over: so it stays, though the clock be set back afterwards. */
  | { readonly type: 'link.ranOut'; readonly link: number }
  /** Whole, as a version of its own: none is ever written over. */
  | { readonly type: 'minutes.saved'; readonly version: number; readonly minutes: Minutes }
  | { readonly type: 'minutes.approved'; readonly version: number }
  /** They came, approved, in the package of another hub. */
  | { readonly type: 'minutes.taken'; readonly approved: ApprovedMinutes }
  | {
      readonly type: 'accessed';
      readonly recording: RecordingId;
      readonly what: AccessKind;
      readonly part?: AccessPart;
    };

/** An event at its place in the file's log. */
export type DossierEntry = {
  readonly seq: number;
  readonly at: number;
  readonly by: DossierActor;
  readonly event: DossierEvent;
};
