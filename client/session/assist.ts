import type { AssistOrder } from '../../core/assist.ts';
import type { ParticipantId } from '../../core/id.ts';
import type { EntryBatch } from '../../protocol/message.ts';
import { serverNow } from './clock.ts';
import { rememberChoice } from './media/choice.ts';
import { applyDeviceChoice, setVolume } from './media/media.ts';
import { meetingStore } from './session-store.ts';

/** Does what somebody who helps from afar ordered; that they may was decided by the hub. */
export function obey(order: AssistOrder): void {
  meetingStore.setState({ assisted: { order, at: serverNow() } });
  switch (order.kind) {
    case 'restart':
      // The page comes back by itself: a site by its device, a person by the seat kept in this tab.
      location.reload();
      return;
    case 'device':
      // An empty id is the system's usual device.
      rememberChoice({ [order.device]: order.id === '' ? null : order.id });
      applyDeviceChoice();
      return;
    case 'volume':
      setVolume(order.percent);
      return;
  }
}

/**
 * Obeys the orders in a batch that are new and meant for this page. One that came while the line was lost is not made
 * up for: a snapshot holds none, and what is no longer watched by a helper is better left alone.
 */
export function obeyOrders(
  { entries }: Pick<EntryBatch, 'entries'>,
  { after, you }: { readonly after: number; readonly you: ParticipantId },
): void {
  for (const { seq, event } of entries)
    if (seq > after && event.type === 'assist.ordered' && event.participant === you) obey(event.order);
}
