import { randomBytes } from 'node:crypto';
import type { ParticipantId } from '../../core/id.ts';
import type { VoteChoice } from '../../core/vote.ts';
import type { BallotBox, SecretVote } from '../../server/ballot-ports.ts';

type Sealed = { readonly voter: ParticipantId; readonly choice: VoteChoice };

/** A box that remembers what it sealed instead of sealing it. It outlives a hub as a folder does. */
export type MemoryBallotBox = BallotBox & {
  /** As if somebody had removed the key. */
  lose(of: SecretVote): void;
  /** Lets what is asked of it fail, and then no more. */
  fail(failing: boolean): void;
  /** The next ballot is sealed only after this. */
  stall(until: Promise<unknown>): void;
};

export function createMemoryBallotBox(): MemoryBallotBox {
  const boxes = new Map<string, { readonly of: SecretVote; readonly sealedByText: Map<string, Sealed> }>();
  const nameOf = ({ meeting, vote }: SecretVote): string => `${meeting}\n${vote}`;
  let failing = false;
  let stalled: Promise<unknown> = Promise.resolve();
  const check = (): void => {
    if (failing) throw new Error('the box cannot be reached');
  };
  return {
    lose: (of) => void boxes.delete(nameOf(of)),
    fail: (now) => {
      failing = now;
    },
    stall: (until) => {
      stalled = until;
    },
    prepare: async (of) => {
      check();
      if (!boxes.has(nameOf(of))) boxes.set(nameOf(of), { of, sealedByText: new Map() });
    },
    seal: async (of, voter, choice) => {
      const waitFor = stalled;
      stalled = Promise.resolve();
      await waitFor;
      check();
      const box = boxes.get(nameOf(of));
      if (!box) return null;
      const sealed = randomBytes(29).toString('base64url');
      box.sealedByText.set(sealed, { voter, choice });
      return { sealed };
    },
    count: async (of, ballots) => {
      check();
      const counts = { for: 0, against: 0, abstain: 0 };
      for (const { voter, choice } of ballots) {
        const known = boxes.get(nameOf(of))?.sealedByText.get(choice.sealed);
        if (known?.voter !== voter) return null;
        counts[known.choice] += 1;
      }
      return counts;
    },
    destroy: async (of) => {
      check();
      boxes.delete(nameOf(of));
    },
    kept: async () => {
      check();
      return [...boxes.values()].map(({ of }) => of);
    },
  };
}
