import { link, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { MeetingId, VoteId } from '../../core/id.ts';
import { ballotBoxContract } from '../../test/contract/ballot-box.ts';
import { createMemoryBallotBox } from '../../test/doubles/ballot-box.ts';
import { id, who } from '../../test/doubles/meeting.ts';
import { createBallotBox } from './ballot-box.ts';

async function ownFolder(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'diemcau-ballots-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  return join(root, 'ballots');
}

ballotBoxContract('the one in files', async () => {
  const folder = await ownFolder();
  return { box: createBallotBox({ folder }), again: () => createBallotBox({ folder }) };
});
ballotBoxContract('the double', async () => {
  const box = createMemoryBallotBox();
  return { box, again: () => box };
});

const of = { meeting: id<MeetingId>('m1'), vote: id<VoteId>('v7') };

it('VOTE-8: a key is a file of the hub’s user alone, and nothing is left of it in the folder', async () => {
  const folder = await ownFolder();
  const box = createBallotBox({ folder });
  await box.prepare(of);
  const [name = '', ...others] = await readdir(folder);
  expect(others).toEqual([]);
  const { mode } = await stat(join(folder, name));
  expect([mode & 0o777, (await stat(folder)).mode & 0o777]).toEqual([0o600, 0o700]);
  // Left by a loss of power just before the key was there.
  await writeFile(join(folder, `${name}.tmp`), '{"meeting":"m1"');
  expect(await box.kept()).toEqual([of]);
  await box.destroy(of);
  expect(await readdir(folder)).toEqual([]);
});

it('VOTE-8: a key that is destroyed is written over first', async () => {
  const folder = await ownFolder();
  const box = createBallotBox({ folder });
  await box.prepare(of);
  const [name = ''] = await readdir(folder);
  const file = join(folder, name);
  const before = await readFile(file, 'utf8');
  // Another name for the same bytes shows what became of them.
  await link(file, `${folder}.kept`);
  onTestFinished(() => rm(`${folder}.kept`));
  await box.destroy(of);
  const after = await readFile(`${folder}.kept`);
  expect(after).toHaveLength(before.length);
  expect(after.toString('latin1')).not.toContain('"key"');
});

it('VOTE-9: what is no key opens nothing, and is made anew for a vote that begins', async () => {
  const folder = await ownFolder();
  await createBallotBox({ folder }).prepare(of);
  const [name = ''] = await readdir(folder);
  for (const broken of ['', '{', '{"meeting":"m1","vote":"v7","key":"AAAA"}']) {
    await writeFile(join(folder, name), broken);
    const box = createBallotBox({ folder });
    expect(await box.kept()).toEqual([]);
    expect(await box.seal(of, who.delegate, 'for')).toBeNull();
    await box.prepare(of);
    expect(await box.kept()).toEqual([of]);
  }
});
