import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestDisk } from '$lib/platform/class-test-disk.ts';
import type { LedgerDatabase } from '$lib/platform/database.ts';
import { ManualTimers } from '$lib/platform/manual-timers.ts';
import { refused } from '$lib/platform/storage-result.ts';
import { Doc, encodeStateAsUpdate } from 'yjs';
import { rowFromNew, rowFromSummary } from './class-info.ts';
import { ClassSession } from './class-session.ts';
import { CLASS_ID, emptyState, join, ME, spend, summary, TestTab, titlesOf, until } from './test-class.ts';

let database: LedgerDatabase;
let tab: TestTab;
let session: ClassSession;
beforeEach(async () => {
  database = new TestDisk().open('tallybook', new ManualTimers());
  tab = new TestTab(database);
  await tab.know();
  session = await tab.open();
});
afterEach(async () => {
  await session.close();
  database.close();
});

async function connect(): Promise<void> {
  const before = tab.connections.length;
  session.connect();
  await until(() => tab.connections.length > before);
}

const cannotRead = () => Promise.resolve(refused('lost', 'InvalidStateError'));

async function storedRow() {
  const row = await tab.store.row(CLASS_ID);
  if (!row.ok || !row.value) throw new Error('The class is not stored');
  return row.value;
}

describe('synced', () => {
  it('is said only once the last barrier after the last change was answered and all was received', async () => {
    await session.write(join);
    await connect();
    expect(session.sync).toEqual({ kind: 'syncing' });
    tab.connection.listener.answeredServer();
    await tab.connection.confirm();
    expect(session.sync).toEqual({ kind: 'syncing' });
    tab.connection.listener.receivedAll();
    await tab.connection.confirm();
    expect(session.sync).toEqual({ kind: 'synced' });

    await session.write(spend('bread'));
    expect(session.sync).toEqual({ kind: 'syncing' });
    const [first = 0] = tab.connection.barriers;
    tab.connection.listener.barrierAnswered(first);
    expect(session.sync).toEqual({ kind: 'syncing' });
    await tab.connection.confirm();
    expect(session.sync).toEqual({ kind: 'synced' });
    expect(tab.connection.barriers).toEqual(tab.connection.barriers.toSorted((a, b) => a - b));
  });

  it('sends no barrier before the server had its answer', async () => {
    await connect();
    await session.write(join);
    await session.write(spend('bread'));
    expect(tab.connection.barriers).toEqual([]);
  });

  it('takes the flag of what is unsent away, and only for what was confirmed', async () => {
    await session.write(join);
    expect(Object.values((await storedRow()).unsent)).toEqual([1]);
    await connect();
    tab.connection.exchange();
    await Promise.resolve();
    const confirmedUpTo = tab.connection.barriers.at(-1) ?? 0;
    await session.write(spend('bread'));
    tab.connection.listener.barrierAnswered(confirmedUpTo);
    await session.save();
    expect(Object.values((await storedRow()).unsent)).toEqual([2]);
    await tab.connection.confirm();
    await until(() => Object.keys(session.row.unsent).length === 0);
    expect((await storedRow()).unsent).toEqual({});
  });

  it('is told to the lists once it is noted, and what changes nothing is not', async () => {
    await session.write(join);
    await connect();
    tab.connection.exchange();
    await tab.connection.confirm();
    const toLists = () => tab.posted.filter(({ type }) => type === 'classes-changed').length;
    await until(() => toLists() === 1);
    expect((await storedRow()).unsent).toEqual({});
    const again = session.syncTo(0);
    await tab.connection.confirm();
    await again;
    await session.reread();
    expect(toLists()).toBe(1);
  });

  it('says nothing of a document that another tab has put in the place of this one', async () => {
    await session.write(join);
    await connect();
    tab.connection.exchange();
    await Promise.resolve();
    const ids = { documentId: 'document-2', epoch: 2, seq: 9, key: `${CLASS_ID}/9` };
    const update = encodeStateAsUpdate(new Doc());
    await tab.store.replace(CLASS_ID, () => ({ ...ids, update, aside: [] }));
    await tab.store.change(CLASS_ID, (row) => ({ ...row, unsent: { 7: 1 } }));
    // Not heard of here yet.
    await tab.connection.confirm();
    await session.reread();
    expect(session.row).toMatchObject({ documentId: 'document-1', epoch: 1 });
    expect(await storedRow()).toMatchObject({ documentId: 'document-2', seq: 9, unsent: { 7: 1 } });
    tab.connection.end(4403);
    await until(() => session.sync.kind === 'stopped');
    await session.reread();
    expect((await storedRow()).refusal).toBeNull();
    expect(tab.posted.filter(({ type }) => type === 'classes-changed')).toEqual([]);
  });

  it('notes what the server was heard to have, once the device has it', async () => {
    const syncing = session.syncTo(7);
    await until(() => tab.connections.length === 1);
    tab.connection.exchange();
    expect((await storedRow()).seq).toBe(0);
    await tab.connection.confirm();
    expect(await syncing).toEqual({ kind: 'synced' });
    expect((await storedRow()).seq).toBe(7);
  });
});

describe('a close code', () => {
  it.each([
    [4401, 'sign-in', null],
    [4403, 'removed', 'removed'],
    [4404, 'deleted', 'deleted'],
    [4413, 'too-large', 'too-large'],
    [1009, 'too-large', 'too-large'],
    [4426, 'update-needed', null],
    [4429, 'too-fast', null],
  ] as const)('%d stops with the reason %s, and the copy stays', async (code, why, refusal) => {
    await session.write(join);
    await session.write(spend('bread'));
    await connect();
    tab.connection.end(code);
    await until(() => session.sync.kind === 'stopped' && session.row.refusal === refusal);
    expect(session.sync).toEqual({ kind: 'stopped', why });
    expect((await storedRow()).refusal).toBe(refusal);
    expect(titlesOf(session)).toEqual(['bread']);
    expect(tab.timers.waitingCount).toBe(0);
    const isEnd = why === 'removed' || why === 'deleted';
    const written = await session.write(spend('more'));
    expect(written).toMatchObject(isEnd ? { kind: 'read-only', why } : { kind: 'saved' });
    expect(titlesOf(session)).toEqual(isEnd ? ['bread'] : ['bread', 'more']);
  });

  it('that shut me out is remembered, and a copy of it opened again takes no writing either', async () => {
    await connect();
    tab.connection.end(4403);
    await until(() => session.row.refusal === 'removed');
    await session.close();
    session = await tab.open();
    expect(await session.write(spend('more'))).toEqual({ kind: 'read-only', why: 'removed' });
    await connect();
    tab.connection.exchange();
    await tab.connection.confirm();
    expect((await session.write(spend('back'))).kind).toBe('saved');
  });

  it.each([
    [1006, 'offline'],
    [1012, 'offline'],
    [4503, 'unavailable'],
  ] as const)('%d waits as %s and tries again by itself', async (code, why) => {
    await connect();
    tab.connection.end(code);
    await until(() => session.sync.kind === 'waiting');
    expect(session.sync).toEqual({ kind: 'waiting', why });
    tab.timers.advance(500);
    await until(() => tab.connections.length === 2);
    expect(session.sync).toEqual({ kind: 'syncing' });
  });

  it('is asked again when the app is looked at, also after a stop, and being let in ends the refusal', async () => {
    await connect();
    tab.connection.end(4403);
    await until(() => session.row.refusal === 'removed');
    await connect();
    tab.connection.exchange();
    await tab.connection.confirm();
    await until(() => session.row.refusal === null);
    expect(session.sync).toEqual({ kind: 'synced' });
  });
});

describe('a refused document', () => {
  it.each([
    [4409, 'old-epoch'],
    [4400, 'key-taken e_somebody00'],
  ])('is replaced after %d, and own records are offered one by one', async (code, reason) => {
    await session.write(join);
    await session.write(spend('bread'));
    tab.state = emptyState(2);
    await connect();
    tab.connection.end(code, reason);
    await until(() => tab.connections.length === 2);
    expect(titlesOf(session)).toEqual([]);
    expect(tab.connection.target.epoch).toBe(2);
    expect(tab.posted.some(({ type }) => type === 'class-replaced')).toBe(true);
    tab.connection.exchange();
    await tab.connection.confirm();
    for (const count of [1, 2]) {
      await until(() => tab.connection.target.doc.getMap('log').size === count);
      expect(session.sync).toEqual({ kind: 'syncing' });
      await session.save();
      await tab.connection.confirm();
    }
    await until(() => session.sync.kind === 'synced');
    expect(titlesOf(session)).toEqual(['bread']);
    expect(await tab.store.aside(CLASS_ID)).toEqual({ ok: true, value: [] });
  });

  it('puts aside the record that is refused again, and goes on with the rest', async () => {
    await session.write(join);
    const bread = await session.write(spend('bread'));
    await session.write(spend('milk'));
    if (bread.kind !== 'saved') throw new Error(bread.kind);
    const refusedId = bread.command.entityId;
    tab.state = emptyState(1);
    await connect();
    tab.connection.end(4400, `record-groups ${refusedId}`);
    await until(() => tab.connections.length === 2);
    // Named while nothing was offered alone: it gets its chance.
    tab.connection.exchange();
    await tab.connection.confirm();
    const offered = (count: number) => until(() => tab.connection.target.doc.getMap('log').size === count);
    await offered(1);
    await session.save();
    await tab.connection.confirm();
    await offered(2);
    await session.save();
    tab.connection.end(4400, `record-groups ${refusedId}`);
    await until(() => tab.connections.length === 3);
    tab.connection.exchange();
    await tab.connection.confirm();
    for (const count of [1, 2]) {
      await offered(count);
      await session.save();
      await tab.connection.confirm();
    }
    await until(() => session.sync.kind === 'synced');
    expect(titlesOf(session)).toEqual(['milk']);
    const aside = await tab.store.aside(CLASS_ID);
    expect(aside).toMatchObject({ ok: true, value: [{ id: refusedId, refusedFor: 'record-groups' }] });
  });

  it('does without what a full class has no room for, says so, and sends what it still takes', async () => {
    await session.write(join);
    const bread = await session.write(spend('bread'));
    if (bread.kind !== 'saved') throw new Error(bread.kind);
    const refusedId = bread.command.entityId;
    tab.state = emptyState(1);
    await connect();
    tab.connection.end(4413, `document-full ${refusedId}`);
    const log = () => tab.connection.target.doc.getMap('log');
    // The server takes all but that one, whenever its turn is.
    for (let connections = 2; connections <= 3; connections++) {
      await until(() => tab.connections.length === connections);
      tab.connection.exchange();
      await tab.connection.confirm();
      for (let taken = 1; taken <= 4 - connections; taken++) {
        await until(() => log().size >= taken);
        await session.save();
        if (log().has(refusedId)) break;
        await tab.connection.confirm();
      }
      if (log().has(refusedId)) tab.connection.end(4413, `document-full ${refusedId}`);
    }
    await until(() => session.sync.kind === 'synced');
    expect(session.row.refusal).toBeNull();
    expect([titlesOf(session), session.ledger.members().has(ME)]).toEqual([[], true]);
    const aside = await session.aside();
    expect(aside).toMatchObject({ ok: true, value: [{ id: refusedId, refusedFor: 'document-full' }] });
  });

  it('accuses nothing that was offered when the class was rolled back', async () => {
    const bread = await session.write(spend('bread'));
    if (bread.kind !== 'saved') throw new Error(bread.kind);
    tab.state = emptyState(2);
    await connect();
    for (let connections = 1; connections < 3; connections++) {
      tab.connection.end(4409, 'old-epoch');
      await until(() => tab.connections.length === connections + 1);
      tab.connection.exchange();
      await tab.connection.confirm();
      await until(() => tab.connection.target.doc.getMap('log').size === 1);
      await session.save();
    }
    await tab.connection.confirm();
    await until(() => session.sync.kind === 'synced');
    expect(titlesOf(session)).toEqual(['bread']);
  });

  it('leaves records of others to their authors', async () => {
    const theirs = new Doc();
    theirs
      .getMap('log')
      .set('e_theirs0000', JSON.stringify({ k: 'x', t: 1, a: 'm_bert00000', s: { title: 'theirs' } }));
    tab.hear({
      type: 'class-changed',
      classId: CLASS_ID,
      documentId: 'document-1',
      revision: 1,
      updates: [encodeStateAsUpdate(theirs)],
    });
    await session.write(join);
    tab.state = emptyState(2);
    await connect();
    tab.connection.end(4409);
    await until(() => tab.connections.length === 2);
    const aside = await tab.store.aside(CLASS_ID);
    if (!aside.ok) throw new Error('unreadable');
    expect(aside.value.map(({ json }) => (JSON.parse(json) as { a: string }).a)).toEqual([ME]);
  });

  it.each([
    ['what is stored cannot be read', 'not-saved', (): void => void (tab.store.row = cannotRead)],
    ['another tab is at it', 'unavailable', (): void => void (tab.isLockTaken = true)],
    ['its successor cannot be read', 'not-saved', (): void => void (tab.store.read = cannotRead)],
  ] as const)('waits and says so when %s', async (_what, why, fail) => {
    await session.write(join);
    tab.state = emptyState(2);
    await connect();
    fail();
    tab.connection.end(4409);
    await until(() => session.sync.kind === 'waiting');
    expect(session.sync).toEqual({ kind: 'waiting', why });
    expect([tab.connections.length, tab.timers.waitingCount]).toEqual([1, 1]);
    expect(session.ledger.members().has(ME)).toBe(true);
  });

  it('stays as it is while the server’s cannot be had', async () => {
    await session.write(spend('nothing'));
    await session.write(join);
    await session.write(spend('bread'));
    await connect();
    tab.connection.end(4409);
    await until(() => session.sync.kind === 'waiting' && tab.timers.waitingCount > 0);
    expect(titlesOf(session)).toContain('bread');
    expect((await storedRow()).documentId).toBe('document-1');
  });
});

describe('a class that another tab takes off this device', () => {
  it('is not called deleted by its owner, and takes no writing until it is here again', async () => {
    await session.write(join);
    await tab.store.remove(CLASS_ID);
    session.connect();
    await until(() => session.sync.kind === 'stopped');
    expect(session.sync).toEqual({ kind: 'stopped', why: 'not-here' });
    expect(await session.write(spend('bread'))).toEqual({ kind: 'read-only', why: 'not-here' });
    await tab.store.add({ ...rowFromSummary(summary(0), 'document-2'), seq: 0 });
    await connect();
    tab.connection.exchange();
    await tab.connection.confirm();
    expect((await session.write(spend('bread'))).kind).toBe('saved');
  });

  it('lets go of its socket when that tab says so', async () => {
    await connect();
    await tab.store.remove(CLASS_ID);
    tab.hear({ type: 'classes-changed' });
    await until(() => tab.connection.isClosed);
    expect(session.sync).toEqual({ kind: 'stopped', why: 'not-here' });
  });

  it('is not tried to be renewed', async () => {
    await connect();
    await tab.store.remove(CLASS_ID);
    tab.connection.end(4409);
    await until(() => session.sync.kind === 'stopped');
    expect([session.sync, tab.timers.waitingCount]).toEqual([{ kind: 'stopped', why: 'not-here' }, 0]);
  });
});

describe('two tabs', () => {
  it('show each other what is saved, and the other tab tells the server too', async () => {
    const other = new TestTab(database, 2);
    const there = await other.open();
    there.connect();
    await until(() => other.connections.length === 1);
    other.connection.exchange();
    await other.connection.confirm();
    expect(there.sync).toEqual({ kind: 'synced' });
    await session.write(join);
    for (const message of tab.posted) other.hear(message);
    expect(there.ledger.members().has(ME)).toBe(true);
    expect(there.sync).toEqual({ kind: 'syncing' });
    await other.connection.confirm();
    expect(there.sync).toEqual({ kind: 'synced' });
    await there.close();
  });

  it('do not mix two documents: what was written into the old one goes over by value', async () => {
    const other = new TestTab(database, 2);
    const there = await other.open();
    await session.write(join);
    tab.state = emptyState(2);
    await connect();
    tab.connection.end(4409);
    await until(() => tab.connections.length === 2);
    // The other tab has not heard of it.
    const written = await there.write(spend('late'));
    const again = await there.write(join);
    expect([written.kind, again.kind]).toEqual(['saved', 'saved']);
    expect((await storedRow()).documentId).not.toBe('document-1');
    await there.close();
    const reopened = await new TestTab(database, 3).open();
    expect(titlesOf(reopened)).toEqual(['late']);
    await reopened.close();
  });
});

describe('a class made offline', () => {
  it('is told to the server before anything is synced, under another class ID when that one is taken', async () => {
    const id = 'c1a55000-0000-4000-8000-000000000002';
    const made = { id, name: 'Porto', currency: 'EUR', memberId: ME, code: '0123-4567-89AB' };
    await tab.store.add(rowFromNew(made, 'document-2'));
    const here = await ClassSession.open(id, tab.parts);
    if (!here.ok || !here.value) throw new Error('not here');
    await here.value.write(join);
    here.value.connect();
    await until(() => tab.asked.length === 1);
    tab.created = { ok: false, refusal: 'code-taken' };
    tab.timers.advance(60_000);
    await until(() => tab.asked.length === 2);
    tab.created = { ok: true, value: { ...summary(0), id, code: '', joining: 'open', members: [] } };
    await until(() => tab.timers.waitingCount > 0);
    tab.timers.advance(60_000);
    await until(() => tab.connections.length === 1);
    expect(tab.asked.map(({ code }) => code === made.code)).toEqual([true, true, false]);
    expect(here.value.row.isOnServer).toBe(true);
    await here.value.close();
  });
});
