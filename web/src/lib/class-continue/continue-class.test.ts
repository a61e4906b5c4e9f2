import { continuedText } from '@tallybook/shared/class-doc/commands/continue-class';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { TestEngine } from '$lib/class-book/test-engine.ts';
import type { LiveClass } from '$lib/live-class/live-class.svelte.ts';
import { TestDisk } from '$lib/platform/class-test-disk.ts';
import type { LedgerDatabase } from '$lib/platform/database.ts';
import { ManualTimers } from '$lib/platform/manual-timers.ts';
import { classContinueMessagesEn as words } from '../locale/class-continue-messages-en.ts';
import { continueClass, type ContinueEngine } from './continue-class.ts';
import { mayBeFull } from './fullness.ts';
import { membersAlong, nextName } from './members-along.ts';

const NEW = { name: 'Flat 2', today: '2026-03-01' };

let database: LedgerDatabase;
let engine: TestEngine['engine'];
let test: TestEngine;
let old: LiveClass;
beforeEach(async () => {
  database = new TestDisk().open('tallybook', new ManualTimers());
  test = new TestEngine(database);
  engine = test.engine;
  const made = await engine.create({ name: 'Flat', currency: 'EUR', look: '' });
  if (!made.ok) throw new Error(made.refusal.reason);
  old = await openLive(made.value.classId);
  await old.addMember('Bea');
  await old.addMember('Cleo');
  await spend(1001, 'EUR');
  await spend(700, 'JPY');
});
afterEach(async () => {
  await old.close();
  await engine.close();
  database.close();
});

async function openLive(classId: string): Promise<LiveClass> {
  const opened = await engine.openLive(classId);
  if (!opened.ok || !opened.value) throw new Error('It does not open');
  return opened.value;
}

async function spend(amountMinor: number, currency: string): Promise<void> {
  const ids = old.members.map(({ id }) => id);
  const written = await old.addEntry({
    money: {
      kind: 'expense',
      amountMinor,
      currency,
      payers: [[old.myId, amountMinor]],
      split: { mode: 'equally', memberIds: ids },
    },
    ...{ day: '2026-02-01', title: 'Rent', category: '', note: '' },
  });
  expect(written.kind).toBe('saved');
}

/** Everybody's balances by name, as text. */
function balances(live: LiveClass): string[] {
  return live.read((ledger) =>
    Array.from(ledger.balances(), ([currency, sheet]) =>
      Array.from(sheet, ([id, { balanceMinor }]) => `${currency} ${live.member(id).name} ${balanceMinor}`),
    )
      .flat()
      .filter((line) => !line.endsWith(' 0'))
      .sort(),
  );
}

async function rows() {
  const listed = await test.tab.store.list();
  if (!listed.ok) throw new Error('The classes cannot be read');
  return listed.value;
}

/** The class as a page has it whose storage gives up at a write: that one and all after it are not done. */
function dying(live: LiveClass, mayWrite: () => boolean): LiveClass {
  const writes = ['run', 'addEntry', 'editEntry', 'deleteEntry', 'restoreEntry', 'editClass'];
  return new Proxy(live, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      const call = (...given: unknown[]): unknown => Reflect.apply(value, target, given);
      if (!writes.includes(String(name))) return call;
      return (...given: unknown[]) =>
        mayWrite() ? call(...given) : Promise.resolve({ kind: 'not-saved', refusal: { reason: 'full' } });
    },
  });
}

function dyingEngine(mayWrite: () => boolean): ContinueEngine {
  return {
    create: (fields) => engine.create(fields),
    openLive: async (classId) => {
      const opened = await engine.openLive(classId);
      return opened.ok && opened.value ? { ok: true, value: dying(opened.value, mayWrite) } : opened;
    },
    archive: (classId, isArchived) => engine.archive(classId, isArchived),
  };
}

it('takes people and balances along, says where it goes on, and archives the old class', async () => {
  const before = balances(old);
  const done = await continueClass(old, NEW, engine, words);
  if (!done.ok) throw new Error(done.why);
  const fresh = await openLive(done.classId);
  expect(before).toHaveLength(6);
  expect(balances(fresh)).toEqual(before);
  expect(fresh.entries.map(({ title, note }) => [title, note])).toEqual([
    ['Opening balance', `From “Flat” (class ID ${old.code})`],
    ['Opening balance', `From “Flat” (class ID ${old.code})`],
  ]);
  expect(old.name).toBe('Flat (now Flat 2)');
  expect(old.read(continuedText)).toContain(fresh.code);
  expect((await rows()).find(({ id }) => id === old.classId)?.archivedAt).toBeGreaterThan(0);
  await fresh.close();
  expect(await continueClass(old, NEW, engine, words)).toEqual({ ok: false, why: 'done-before' });
});

it('ends the same after it was cut off at any write, with one new class', async () => {
  const before = balances(old);
  for (let last = 0; ; last++) {
    let count = 0;
    const mayWrite = (): boolean => count++ < last;
    const cut = await continueClass(dying(old, mayWrite), NEW, dyingEngine(mayWrite), words);
    expect(await rows()).toHaveLength(2);
    if (cut.ok) break;
    expect([last, cut.why]).toEqual([last, 'not-kept']);
    // Each cut is one write later than the one before, which was made up for.
    expect(last).toBeLessThan(8);
  }
  const [made] = (await rows()).filter(({ continues }) => continues === old.classId);
  const fresh = await openLive(made?.id ?? '');
  expect(balances(fresh)).toEqual(before);
  expect(fresh.entries).toHaveLength(2);
  expect(fresh.members.map(({ name }) => name)).toEqual(['Anna', 'Bea', 'Cleo']);
  await fresh.close();
});

it('takes along what was entered between two tries, and drops what was settled', async () => {
  let count = 0;
  const mayWrite = (): boolean => count++ < 4;
  const cut = await continueClass(dying(old, mayWrite), NEW, dyingEngine(mayWrite), words);
  expect(cut.ok).toBe(false);
  await spend(300, 'EUR');
  const yen = old.entries.find(({ legs }) => legs[0]?.cur === 'JPY');
  await old.deleteEntry(yen?.id ?? '');
  const done = await continueClass(old, NEW, engine, words);
  if (!done.ok) throw new Error(done.why);
  const fresh = await openLive(done.classId);
  expect(balances(fresh)).toEqual(balances(old));
  expect(fresh.entries).toHaveLength(1);
  await fresh.close();
});

it('makes one new class for two tabs that begin at once', async () => {
  const fields = { name: 'Flat 2', currency: 'EUR', look: '', continues: old.classId };
  const [one, other] = await Promise.all([engine.create(fields), engine.create(fields)]);
  if (!one.ok || !other.ok) throw new Error('Not made');
  expect(other.value.classId).toBe(one.value.classId);
  expect(await rows()).toHaveLength(2);
});

it('leaves behind who has left and is even, and nobody who is not', () => {
  const member = (id: string, hasLeft: boolean) => ({
    ...{ id, name: id.toUpperCase(), accountId: null, isMe: false, isPlaceholder: true, look: '' },
    ...{ hasLeft, isRemoved: false, role: null },
  });
  const figures = { paidMinor: 0n, shareMinor: 0n, settledMinor: 0n };
  const sheet = new Map([
    ['owing', { ...figures, balanceMinor: -5n }],
    ['unheard', { ...figures, balanceMinor: 5n }],
    ['even', { ...figures, balanceMinor: 0n }],
  ]);
  const members = [member('here', false), member('owing', true), member('even', true)];
  expect(membersAlong(members, new Map([['EUR', sheet]]), 'Somebody')).toEqual([
    { id: 'here', name: 'HERE' },
    { id: 'owing', name: 'OWING' },
    { id: 'unheard', name: 'Somebody' },
  ]);
});

it.each([
  ['Flat', 'Flat 2'],
  ['Flat 2', 'Flat 3'],
  ['Trip 2026', 'Trip 2027'],
  ['7', '7 2'],
  ['abcdefghijkl', 'abcdefgh 2'],
])('calls what goes on from “%s” “%s”', (name, next) => {
  expect(nextName(name, 10)).toBe(next);
});

it('measures only classes that can be large', () => {
  const holding = (count: number) => ({ entries: () => Array<never>(count), comments: () => [] });
  expect([mayBeFull(holding(100)), mayBeFull(holding(5_000))]).toEqual([false, true]);
});
