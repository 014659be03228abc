import type { MediaReply, MediaRequest, MediaRequestType } from '../../../protocol/media.ts';
import type { Result } from '../result.ts';

/** Asks the hub about media over the seat's line. */
export type Ask = <T extends MediaRequestType>(
  type: T,
  body: MediaRequest<T>,
) => Promise<Result<MediaReply[T]>>;
