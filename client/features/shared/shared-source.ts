import { api, sharedAddress } from '../../session/index.ts';
import type { PlayerSource } from '../archive/player-source.ts';

/** Where the player takes a recording from that is watched by its link: to be seen and heard, nothing to be taken home. */
export function sharedSource(secret: string): PlayerSource {
  return {
    video: sharedAddress.video(secret),
    captions: sharedAddress.speakers(secret),
    chapters: () => api.sharedChapters(secret),
    beside: null,
    of: null,
    document: null,
    excerpt: null,
    excerptOf: null,
  };
}
