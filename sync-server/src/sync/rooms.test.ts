import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { StorageError } from '../storage/port.ts';
import { ANNA, BERT, recordJson, setRecord, updateOf } from './gate-fixture.ts';
import { CLASS_ID, docOf, keysOf, setStage, syncDoc } from './rooms-fixture.ts';

const STRANGER = { session: 'anna-1' } as const;
const EMPTY = Uint8Array.of(0, 0);
const offline = (key: string, author = ANNA) => updateOf((doc) => setRecord(doc, key, recordJson(author)));

/** A class with one record on disk that nobody has open. */
async function storedClass() {
  const stage = setStage();
  const socket = await stage.join();
  socket.receive({ type: 'sync-step-2', update: offline('e_stored') });
  await stage.settle();
  socket.hangUp();
  return stage;
}

describe('loading', () => {
  it('says nothing before the class is loaded, then hears what has waited', async () => {
    const stage = setStage();
    stage.store.isLoadHeld = true;
    const socket = await stage.join();
    socket.receive({ type: 'sync-step-1', stateVector: Uint8Array.of(0) });
    socket.receive({ type: 'update', update: offline('e_early1') });
    await stage.timers.pass(40_000);
    expect(socket.sent).toEqual([]);
    expect(stage.store.journal).toEqual([]);
    stage.store.finishLoad();
    await stage.settle();
    expect(socket.sent.map(({ type }) => type)).toEqual(['sync-step-1', 'sync-step-2']);
    expect(stage.store.journal).toHaveLength(1);
  });

  it('loads once for all who come meanwhile, and not at all for a stranger', async () => {
    const stage = setStage();
    stage.store.isLoadHeld = true;
    const sockets = [stage.dial('anna'), stage.dial('bert'), stage.dial('anna', { session: 'anna-2' })];
    await stage.settle();
    stage.store.finishLoad();
    await stage.settle();
    expect(stage.store.loads).toBe(1);
    for (const socket of sockets) expect(socket.of('sync-step-1')).toHaveLength(1);

    const other = setStage();
    const stranger = await other.join('carl', STRANGER);
    expect(stranger.closedWith).toEqual({ code: 4403, reason: 'not-a-member' });
    expect(other.store.loads).toBe(0);
  });

  it('leaks nothing of a socket that closes meanwhile', async () => {
    const stage = setStage();
    stage.store.isLoadHeld = true;
    const socket = await stage.join();
    socket.hangUp();
    stage.store.finishLoad();
    await stage.settle();
    expect(socket.sent).toEqual([]);
    expect(stage.rooms.stats()).toEqual({ connections: 0, rooms: 1 });
    await stage.timers.pass(62_000);
    expect(stage.rooms.stats()).toEqual({ connections: 0, rooms: 0 });
  });

  it('that fails closes with 4503, never shows an empty class, and is tried again', async () => {
    const stage = await storedClass();
    await stage.timers.pass(62_000);
    stage.store.failLoads = true;
    const sockets = [stage.dial('anna'), stage.dial('bert')];
    await stage.settle();
    for (const socket of sockets) {
      expect(socket.closedWith).toEqual({ code: 4503, reason: 'storage-unavailable' });
      expect(socket.sent).toEqual([]);
    }
    expect(stage.events.map(({ event }) => event)).toContain('load-failed');
    stage.store.failLoads = false;
    const again = await stage.join();
    syncDoc(again, new Y.Doc());
    await stage.settle();
    expect(keysOf(docOf(again))).toEqual(['e_stored']);
  });

  it('refuses bytes that this server never wrote', async () => {
    const stage = setStage();
    stage.store.journal.push({
      seq: 1,
      at: '',
      by: 'anna',
      update: updateOf((doc) => doc.getText('log').insert(0, 'x')),
    });
    const socket = await stage.join();
    expect(socket.closedWith?.code).toBe(4503);
  });

  it('keeps at most 256 kB waiting', async () => {
    const stage = setStage();
    stage.store.isLoadHeld = true;
    const socket = await stage.join();
    for (let i = 0; i < 5; i++) socket.receive(new Uint8Array(60_000));
    expect(socket.closedWith).toEqual({ code: 4503, reason: 'still-loading' });
  });
});

describe('unloading', () => {
  it('comes 60 s after the last one has left, and releases the files', async () => {
    const stage = await storedClass();
    await stage.timers.pass(59_000);
    expect(stage.rooms.stats().rooms).toBe(1);
    await stage.timers.pass(3_000);
    expect(stage.rooms.stats().rooms).toBe(0);
    expect(stage.store.released).toEqual([CLASS_ID]);
  });

  it('comes sooner for what was unused for longest when all takes more than 256 MiB', async () => {
    const stage = setStage();
    const large = updateOf((doc) => {
      for (let i = 0; i < 450; i++) {
        setRecord(doc, `e_large_${String(i)}`, recordJson(ANNA, { s: { note: 'x'.repeat(31_000) } }));
      }
    });
    stage.store.journal.push({ seq: 1, at: '2026-01-01T00:00:00.000Z', by: 'anna', update: large });
    stage.store.snapshot = {
      epoch: 1,
      seq: 1,
      savedAt: '2026-01-01T00:00:00.000Z',
      update: large,
      ledger: {},
    };
    const ids = Array.from({ length: 21 }, (_, i) => CLASS_ID.replace(/..$/, String(i + 10)));
    for (const id of ids) {
      await stage.rooms.state(id);
      await stage.timers.pass(1_100);
    }
    expect(stage.store.released).toEqual(ids.slice(0, 2));
    expect(stage.rooms.stats().rooms).toBe(19);
  });

  it('does not come while somebody is back, or in flight', async () => {
    const stage = await storedClass();
    await stage.timers.pass(59_000);
    const socket = await stage.join();
    await stage.timers.pass(70_000);
    expect(stage.store.loads).toBe(1);
    stage.store.isHeld = true;
    socket.receive({ type: 'sync-step-2', update: offline('e_flight') });
    socket.hangUp();
    await stage.timers.pass(90_000);
    expect(stage.rooms.stats().rooms).toBe(1);
    stage.store.sync();
    await stage.timers.pass(2_000);
    expect(stage.rooms.stats().rooms).toBe(0);
  });

  it('folds a journal over 64 kB first; who comes back during that finds the class as it is', async () => {
    const stage = setStage();
    const socket = await stage.join();
    const notes = updateOf((doc) => {
      for (let i = 0; i < 4; i++)
        setRecord(doc, `e_number${String(i)}`, recordJson(ANNA, { s: { note: 'x'.repeat(20_000) } }));
    });
    socket.receive({ type: 'sync-step-2', update: notes });
    await stage.settle();
    socket.hangUp();
    stage.store.isSaveHeld = true;
    await stage.timers.pass(70_000);
    expect(stage.rooms.stats().rooms).toBe(1);
    const back = await stage.join();
    back.receive({ type: 'sync-step-2', update: offline('e_during') });
    stage.store.finishSave();
    await stage.settle();
    expect(stage.store.snapshot).toMatchObject({ epoch: 1, seq: 1 });
    back.hangUp();
    await stage.timers.pass(62_000);
    expect(stage.rooms.stats().rooms).toBe(0);
    const last = await stage.join();
    syncDoc(last, new Y.Doc());
    await stage.settle();
    expect(keysOf(docOf(last))).toHaveLength(5);
  });
});

describe('compaction', () => {
  it('comes when the journal outgrows the snapshot, with everything up to its seq', async () => {
    const stage = setStage();
    const socket = await stage.join();
    socket.receive({ type: 'sync-step-2', update: EMPTY });
    for (let i = 0; i < 12; i++) {
      socket.receive({
        type: 'update',
        update: updateOf((doc) =>
          setRecord(doc, `e_number${String(i)}`, recordJson(ANNA, { s: { note: 'x'.repeat(20_000) } })),
        ),
      });
    }
    await stage.timers.pass(2_000);
    const { snapshot } = stage.store;
    expect(snapshot?.seq).toBe(12);
    const doc = new Y.Doc();
    Y.applyUpdate(doc, snapshot?.update ?? EMPTY);
    expect(keysOf(doc)).toHaveLength(12);
    expect(await stage.rooms.position(CLASS_ID)).toEqual({ epoch: 1, seq: 12 });
  });
});

describe('who may be here', () => {
  it('is asked again after the load: a member removed meanwhile gets not one byte', async () => {
    const stage = await storedClass();
    await stage.timers.pass(62_000);
    stage.store.isLoadHeld = true;
    const socket = await stage.join('bert');
    stage.access.members.delete('bert');
    stage.store.finishLoad();
    await stage.settle();
    expect(socket.closedWith).toEqual({ code: 4403, reason: 'not-a-member' });
    expect(socket.sent).toEqual([]);
  });

  it('ends at once with a removal: nothing is sent or stored after it', async () => {
    const stage = setStage();
    const anna = await stage.join('anna');
    const bert = await stage.join('bert');
    for (const socket of [anna, bert]) syncDoc(socket, new Y.Doc());
    await stage.settle();
    stage.store.isHeld = true;
    anna.receive({ type: 'update', update: offline('e_secret1') });
    stage.access.members.delete('bert');
    stage.rooms.cutMember(CLASS_ID, 'bert');
    expect(bert.closedWith).toEqual({ code: 4403, reason: 'not-a-member' });
    const sent = bert.sent.length;
    // Frames that were on their way when the socket was closed.
    bert.receive({ type: 'update', update: offline('e_toolate', BERT) });
    stage.store.sync();
    await stage.timers.pass(30_000);
    expect(bert.sent).toHaveLength(sent);
    expect(stage.store.journal).toHaveLength(1);
    expect(anna.closedWith).toBeUndefined();
  });

  it('ends with the session, one or all of them, and with the class', async () => {
    const stage = setStage();
    const [one, two, bert] = [
      await stage.join('anna'),
      await stage.join('anna', { session: 'anna-2' }),
      await stage.join('bert'),
    ];
    stage.rooms.cutSessions('anna', ['anna-2']);
    expect([one, two, bert].map(({ closedWith }) => closedWith?.code)).toEqual([undefined, 4401, undefined]);
    stage.rooms.cutSessions('anna', 'all');
    expect(one.closedWith).toEqual({ code: 4401, reason: 'signed-out' });
    await stage.rooms.cutClass(CLASS_ID, 4404);
    expect(bert.closedWith).toEqual({ code: 4404, reason: 'class-deleted' });
    expect(stage.rooms.stats()).toEqual({ connections: 0, rooms: 0 });
    expect(stage.store.released).toEqual([CLASS_ID]);
  });

  it('is looked up every 60 s, and a store that fails signs nobody out', async () => {
    const stage = setStage();
    const anna = await stage.join('anna');
    const bert = await stage.join('bert');
    stage.access.isUnavailable = true;
    await stage.timers.pass(61_000);
    expect([anna, bert].map(({ closedWith }) => closedWith)).toEqual([undefined, undefined]);
    stage.access.isUnavailable = false;
    stage.access.sessions.delete('anna-1');
    stage.access.members.delete('bert');
    await stage.timers.pass(61_000);
    expect([anna, bert].map(({ closedWith }) => closedWith?.code)).toEqual([4401, 4403]);
    stage.access.isUnavailable = true;
    stage.access.sessions.add('anna-1');
    expect((await stage.join('anna')).closedWith?.code).toBe(4503);
    stage.access.isUnavailable = false;
    stage.access.isDeleted = true;
    expect((await stage.join('anna')).closedWith).toEqual({ code: 4404, reason: 'class-deleted' });
  });

  it('is at most 100 sockets of a class, and of an account', async () => {
    const stage = setStage();
    const sockets = await Promise.all(Array.from({ length: 100 }, () => stage.join('anna')));
    expect(sockets.filter(({ closedWith }) => closedWith)).toEqual([]);
    expect((await stage.join('bert')).closedWith).toEqual({ code: 4503, reason: 'too-many-sockets' });
    sockets[0]?.hangUp();
    expect((await stage.join('bert')).closedWith).toBeUndefined();
  });
});

describe('epochs', () => {
  it('refuse a document of another epoch, and take one that names none', async () => {
    const stage = setStage();
    expect((await stage.join('anna', { epoch: 1 })).of('sync-step-1')).toHaveLength(1);
    const old = await stage.join('anna', { epoch: 2 });
    expect(old.closedWith).toEqual({ code: 4409, reason: 'old-epoch' });
    expect(old.sent).toEqual([]);
  });

  it('rise with a roll-back, which waits for what is in flight and lets nobody in between', async () => {
    const stage = setStage();
    const socket = await stage.join();
    socket.receive({ type: 'sync-step-2', update: offline('e_stays1') });
    await stage.settle();
    stage.store.past = stage.store.journal.map(({ update }) => update);
    stage.store.isHeld = true;
    socket.receive({ type: 'update', update: offline('e_wrong1') });
    const rolling = stage.rooms.rollBack(CLASS_ID, '2026-01-05T12:00:00.000Z');
    await stage.settle();
    // Not before it is certain; what is sent meanwhile is not looked at.
    expect(socket.closedWith).toBeUndefined();
    socket.receive({ type: 'update', update: offline('e_wrong2') });
    const early = await stage.join('bert');
    expect(early.sent).toEqual([]);
    stage.store.sync();
    expect(await rolling).toBe('rolled-back');
    expect(socket.closedWith).toEqual({ code: 4409, reason: 'rolled-back' });
    await stage.settle();
    syncDoc(early, new Y.Doc());
    await stage.settle();
    expect(keysOf(docOf(early))).toEqual(['e_stays1']);
    expect(stage.store.snapshot).toMatchObject({ epoch: 2, seq: 3 });
    expect((await stage.join('anna', { epoch: 1 })).closedWith?.code).toBe(4409);
    expect((await stage.rooms.state(CLASS_ID)).epoch).toBe(2);
  });

  it('rise once for each of two roll-backs at once, the second of which counts', async () => {
    const stage = setStage();
    const [first, second] = [offline('e_first1'), offline('e_second1')];
    const pasts = [[first], [first, second]];
    stage.store.loadAt = () => Promise.resolve(pasts.shift());
    const day = '2026-01-05T12:00:00.000Z';
    expect(await Promise.all([1, 2].map(() => stage.rooms.rollBack(CLASS_ID, day)))).toEqual([
      'rolled-back',
      'rolled-back',
    ]);
    expect(stage.store.snapshot).toMatchObject({ epoch: 3, seq: 2 });
    const { update } = await stage.rooms.state(CLASS_ID);
    const doc = new Y.Doc();
    Y.applyUpdate(doc, update);
    expect(keysOf(doc)).toEqual(['e_first1', 'e_second1']);
  });

  it('stay as they are when a roll-back fails, and nobody is told that theirs is old', async () => {
    const stage = setStage();
    const socket = await stage.join();
    stage.store.past = [];
    stage.store.saveSnapshot = () => Promise.reject(new StorageError('unavailable', 'ENOSPC'));
    await expect(stage.rooms.rollBack(CLASS_ID, '2026-01-05T12:00:00.000Z')).rejects.toThrow('ENOSPC');
    expect(socket.closedWith).toEqual({ code: 4503, reason: 'storage-unavailable' });
    expect((await stage.rooms.position(CLASS_ID)).epoch).toBe(1);
  });

  it('stay as they are when that day is out of reach', async () => {
    const stage = setStage();
    const socket = await stage.join();
    expect(await stage.rooms.rollBack(CLASS_ID, '2020-01-01T00:00:00.000Z')).toBe('out-of-reach');
    expect(socket.closedWith).toBeUndefined();
  });
});

describe('stopping', () => {
  it('commits and answers what is in flight, then closes with 1012', async () => {
    const stage = setStage();
    const socket = await stage.join();
    stage.store.isHeld = true;
    socket.receive({ type: 'sync-step-2', update: offline('e_lastone') });
    socket.receive({ type: 'barrier', number: 1 });
    const drained = stage.rooms.drain();
    socket.receive({ type: 'update', update: offline('e_toolate') });
    await stage.settle();
    expect(socket.closedWith).toBeUndefined();
    stage.store.sync();
    await drained;
    expect(socket.answered).toEqual([1]);
    expect(socket.closedWith).toEqual({ code: 1012, reason: 'restarting' });
    expect(stage.store.journal).toHaveLength(1);
    expect((await stage.join()).closedWith?.code).toBe(1012);
  });

  it('sends away who still waits for a class, and hears nothing of them', async () => {
    const stage = setStage();
    stage.store.isLoadHeld = true;
    const socket = await stage.join();
    socket.receive({ type: 'update', update: offline('e_early1') });
    const drained = stage.rooms.drain();
    stage.store.finishLoad();
    await stage.settle();
    await drained;
    expect(socket.closedWith).toEqual({ code: 1012, reason: 'restarting' });
    expect(socket.sent).toEqual([]);
    expect(stage.store.journal).toEqual([]);
  });

  it('does not wait for ever for a disk that hangs', async () => {
    const stage = setStage();
    const socket = await stage.join();
    stage.store.isHeld = true;
    socket.receive({ type: 'sync-step-2', update: offline('e_hanging') });
    socket.receive({ type: 'barrier', number: 1 });
    const drained = stage.rooms.drain();
    await stage.timers.pass(4_000);
    await drained;
    expect(socket.answered).toEqual([]);
    expect(socket.closedWith?.code).toBe(1012);
  });
});

describe('the state for a first load', () => {
  it('is what is on disk, and loads the class if need be', async () => {
    const stage = await storedClass();
    await stage.timers.pass(62_000);
    const { epoch, seq, update } = await stage.rooms.state(CLASS_ID);
    const doc = new Y.Doc();
    Y.applyUpdate(doc, update);
    expect([epoch, seq, keysOf(doc)]).toEqual([1, 1, ['e_stored']]);
  });
});
