import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { ParticipantId } from '../../core/id.ts';
import { type SealedChoice, type VoteChoice, voteChoices } from '../../core/vote.ts';
import type { SecretVote } from '../ballot-ports.ts';

/**
 * A choice sealed with AES-256-GCM: base64url of a nonce, the choice as one byte, and the tag; 39 characters whatever
 * was chosen. Meeting, vote and voter are authenticated with it, so that no ballot counts for another vote or twice.
 */

const cipher = 'aes-256-gcm';
export const keyBytes = 32;
/** NIST SP 800-38D: 96 random bits, never twice under one key in the few thousand ballots of a vote. */
const nonceBytes = 12;
const tagBytes = 16;

export type Ballot = SecretVote & { readonly voter: ParticipantId };

/** Ids hold no line feed (WIRE-2). */
function bound({ meeting, vote, voter }: Ballot): Buffer {
  return Buffer.from([meeting, vote, voter].join('\n'));
}

export function sealChoice(key: Buffer, ballot: Ballot, choice: VoteChoice): SealedChoice {
  const nonce = randomBytes(nonceBytes);
  const sealing = createCipheriv(cipher, key, nonce, { authTagLength: tagBytes });
  sealing.setAAD(bound(ballot));
  const code = Buffer.from([voteChoices.indexOf(choice)]);
  const parts = [nonce, sealing.update(code), sealing.final(), sealing.getAuthTag()];
  return { sealed: Buffer.concat(parts).toString('base64url') };
}

/** Null: it was not sealed by this key for this vote and voter. */
export function openChoice(key: Buffer, ballot: Ballot, { sealed }: SealedChoice): VoteChoice | null {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length !== nonceBytes + 1 + tagBytes) return null;
  const opening = createDecipheriv(cipher, key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes });
  opening.setAAD(bound(ballot));
  opening.setAuthTag(bytes.subarray(nonceBytes + 1));
  try {
    const code = Buffer.concat([opening.update(bytes.subarray(nonceBytes, -tagBytes)), opening.final()]);
    return voteChoices[code[0] ?? -1] ?? null;
  } catch {
    return null;
  }
}
