import { describe, expect, it } from 'vitest';
import type { MeetingId, VoteId } from '../../core/id.ts';
import { type SealedChoice, voteChoices } from '../../core/vote.ts';
import type { BallotBox, SecretVote } from '../../server/ballot-ports.ts';
import { id, who } from '../doubles/meeting.ts';

/** What every box of ballots must do; run on the double and on the real one. `again`: over the same keys, after a restart. */
export type MakeBallotBox = () => Promise<{ readonly box: BallotBox; readonly again: () => BallotBox }>;

const vote = (name: string): SecretVote => ({ meeting: id<MeetingId>('m1'), vote: id<VoteId>(name) });
const [first, second] = [vote('v7'), vote('v8')];

async function sealed(box: BallotBox, ...given: Parameters<BallotBox['seal']>): Promise<SealedChoice> {
  const choice = await box.seal(...given);
  if (choice === null) throw new Error('the vote has no key');
  return choice;
}

export function ballotBoxContract(name: string, make: MakeBallotBox): void {
  describe(`${name}: a box of ballots`, () => {
    it('VOTE-8: seals each choice to something of one length, another one each time, that does not say it', async () => {
      const { box } = await make();
      await box.prepare(first);
      const choices = await Promise.all(
        [...voteChoices, ...voteChoices].map((choice) => sealed(box, first, who.delegate, choice)),
      );
      const texts = choices.map((choice) => choice.sealed);
      expect(new Set(texts.map(({ length }) => length)).size).toBe(1);
      expect(new Set(texts).size).toBe(6);
      for (const text of texts) expect(text).toMatch(/^[\w-]+$/);
    });

    it('VOTE-9: counts what it sealed, also after a restart and with the key made ready once more', async () => {
      const { box, again } = await make();
      await box.prepare(first);
      await box.prepare(first);
      const one = await sealed(box, first, who.delegate, 'for');
      const after = again();
      await after.prepare(first);
      const other = await sealed(after, first, who.farDelegate, 'abstain');
      const ballots = [
        { voter: who.delegate, choice: one },
        { voter: who.farDelegate, choice: other },
      ];
      expect(await after.count(first, ballots)).toEqual({ for: 1, against: 0, abstain: 1 });
      expect(await box.count(first, ballots)).toEqual({ for: 1, against: 0, abstain: 1 });
      expect(await box.count(second, [])).toEqual({ for: 0, against: 0, abstain: 0 });
    });

    it('VOTE-9: counts nothing with a ballot of another vote, of another voter, or of nobody', async () => {
      const { box } = await make();
      await box.prepare(first);
      await box.prepare(second);
      const choice = await sealed(box, first, who.delegate, 'against');
      const good = { voter: who.delegate, choice };
      expect(await box.count(second, [good])).toBeNull();
      expect(await box.count(first, [good, { voter: who.farDelegate, choice }])).toBeNull();
      expect(await box.count(first, [good, { voter: who.chair, choice: { sealed: 'AAAA' } }])).toBeNull();
      expect(await box.count(first, [good])).toEqual({ for: 0, against: 1, abstain: 0 });
    });

    it('VOTE-8: nothing is sealed without a key, and nothing opened that was destroyed', async () => {
      const { box, again } = await make();
      expect(await box.seal(first, who.delegate, 'for')).toBeNull();
      await box.prepare(first);
      await box.prepare(second);
      const ballot = { voter: who.delegate, choice: await sealed(box, first, who.delegate, 'for') };
      const other = { voter: who.delegate, choice: await sealed(box, second, who.delegate, 'for') };
      expect(new Set((await again().kept()).map((of) => of.vote))).toEqual(new Set(['v7', 'v8']));
      await box.destroy(first);
      await box.destroy(first);
      for (const each of [box, again()]) {
        expect(await each.kept()).toEqual([second]);
        expect(await each.count(first, [ballot])).toBeNull();
        expect(await each.seal(first, who.delegate, 'for')).toBeNull();
        expect(await each.count(second, [other])).toEqual({ for: 1, against: 0, abstain: 0 });
      }
      await box.prepare(first);
      expect(await box.count(first, [ballot])).toBeNull();
    });
  });
}
