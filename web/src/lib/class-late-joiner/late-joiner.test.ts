import type { Leg } from '@tallybook/shared/class-doc/records';
import { ME } from '$lib/class-sync/test-class.ts';
import { bertIsIn, BERT, TestLive } from '$lib/live-class/test-live.ts';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LateJoiner } from './late-joiner.svelte.ts';
import { shareLines } from './share-lines.ts';

let screen: TestLive;
let cara = '';

beforeEach(async () => {
  screen = await TestLive.start();
  screen.receive(bertIsIn);
});

afterEach(() => screen.close());

/** Two expenses of me and Bert; Cara comes after them. */
async function caraComesLate(): Promise<LateJoiner> {
  await screen.add('Old', '2026-01-31', 1000);
  await screen.add('New', '2026-03-01', 300);
  const written = await screen.live.addMember('Cara');
  if (written.kind !== 'saved') throw new Error(written.kind);
  cara = written.command.entityId;
  return new LateJoiner(screen.live, cara, () => '2026-03-01');
}

const legsOf = (title: string): readonly Leg[] =>
  screen.live.entries.find((entry) => entry.title === title)?.legs ?? [];

test('all that can be is chosen at first, and what changes sums to zero and ends at the balances of then', async () => {
  const joiner = await caraComesLate();
  expect(joiner.chosen.map(({ entry, partMinor }) => [entry.title, partMinor])).toEqual([
    ['New', 100],
    ['Old', expect.any(Number)],
  ]);
  const { changes } = joiner;
  expect(changes[0]).toMatchObject({ memberId: cara, beforeMinor: 0n });
  expect(changes.reduce((sum, { changeMinor }) => sum + changeMinor, 0n)).toBe(0n);
  const foreseen = changes.map(({ memberId, beforeMinor, changeMinor }) => [
    memberId,
    beforeMinor + changeMinor,
  ]);

  const done = await joiner.add();
  expect(done).toMatchObject({ addedCount: 2, fault: null });
  const balances = screen.live.read((ledger) => new Map(ledger.balancesOf('EUR')));
  expect(foreseen.map(([id]) => [id, balances.get(String(id))])).toEqual(foreseen);
  expect(joiner.chosen).toEqual([]);
});

test('a first day leaves what was before it as it is', async () => {
  const joiner = await caraComesLate();
  joiner.from = 'month';
  flushSync();
  expect(joiner.fromDay).toBe('2026-03-01');
  await joiner.add();
  expect(
    legsOf('Old')[0]
      ?.owe.map(([id]) => id)
      .sort(),
  ).toEqual([ME, BERT].sort());
  expect(legsOf('New')[0]?.owe).toHaveLength(3);

  joiner.from = 'day';
  expect(joiner.fromDay).toBeNull();
  joiner.day = '2026-01-31';
  expect(joiner.chosen.map(({ entry }) => entry.title)).toEqual(['Old']);
  joiner.from = 'joined';
  expect(joiner.fromDay).not.toBeNull();
});

test('what is put off is not touched, and undo takes back the rest', async () => {
  const joiner = await caraComesLate();
  const before = [legsOf('Old'), legsOf('New')];
  const old = joiner.preview.offers.find(({ entry }) => entry.title === 'Old')?.entry.id ?? '';
  joiner.chooseAll(false);
  expect(joiner.changes).toEqual([]);
  expect(await joiner.add()).toEqual({ commands: [], addedCount: 0, fault: null });
  joiner.chooseAll(true);
  joiner.choose(old, false);
  const { commands, addedCount } = await joiner.add();
  expect(addedCount).toBe(1);
  expect(legsOf('Old')).toEqual(before[0]);
  for (const command of commands) await screen.live.takeBack([command]);
  expect([legsOf('Old'), legsOf('New')]).toEqual(before);
});

test('what somebody else has deleted meanwhile is not brought back', async () => {
  const joiner = await caraComesLate();
  await screen.sync();
  const [newest] = joiner.chosen;
  const id = newest?.entry.id ?? '';
  const b = screen.live.read((ledger) => ledger.allHeads(id));
  screen.receive({ r_gone00000: { k: 'x', e: id, t: Date.now() + 1000, a: BERT, b, s: { del: 1 } } });
  expect(joiner.chosen.map(({ entry }) => entry.title)).toEqual(['Old']);
  expect((await joiner.add()).addedCount).toBe(1);
  expect(screen.live.deletedEntries.map(({ title }) => title)).toEqual(['New']);
});

test('the shares of an entry now and then name who is added last, with nothing before', async () => {
  const joiner = await caraComesLate();
  const [offer] = joiner.chosen;
  if (!offer) throw new Error('Nothing to add to');
  const lines = shareLines(offer);
  expect(lines.at(-1)).toEqual({ memberId: cara, beforeMinor: 0, afterMinor: 100 });
  for (const when of ['beforeMinor', 'afterMinor'] as const)
    expect(lines.reduce((sum, line) => sum + line[when], 0)).toBe(300);
});
