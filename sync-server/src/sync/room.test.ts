import { describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { ClassLog } from './class-log.ts';
import { ANNA, BERT, recordJson, setRecord, updateOf } from './gate-fixture.ts';
import { CLASS_ID, docOf, keysOf, setStage, syncDoc } from './rooms-fixture.ts';
import type { HandSocket, Stage } from './rooms-fixture.ts';

const EMPTY = Uint8Array.of(0, 0);
let serial = 0;

/** A client that has synced an empty document and sends what it writes. */
function attach(socket: HandSocket): Y.Doc {
  const doc = new Y.Doc();
  syncDoc(socket, doc);
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'server') socket.receive({ type: 'update', update });
  });
  return doc;
}

function write(doc: Y.Doc, author: string, key = `e_record${String(serial++)}`): string {
  setRecord(doc, key, recordJson(author));
  return key;
}

async function joinWriter(stage: Stage, accountId: 'anna' | 'bert') {
  const socket = await stage.join(accountId);
  const doc = attach(socket);
  await stage.settle();
  return { socket, doc, write: () => write(doc, accountId === 'anna' ? ANNA : BERT) };
}

describe('storing before showing', () => {
  it('shows an update to others only once it is on disk', async () => {
    const stage = setStage();
    const anna = await joinWriter(stage, 'anna');
    const bert = await joinWriter(stage, 'bert');
    stage.store.isHeld = true;
    const key = anna.write();
    await stage.settle();
    expect(stage.store.inFlight).toBe(1);
    expect(keysOf(docOf(bert.socket))).toEqual([]);
    // Nor does anybody who comes now see it.
    const late = await joinWriter(stage, 'bert');
    expect(keysOf(docOf(late.socket))).toEqual([]);

    stage.store.sync();
    await stage.settle();
    for (const { socket } of [bert, late]) expect(keysOf(docOf(socket))).toEqual([key]);
    expect(keysOf(docOf(anna.socket))).toEqual([]);
  });

  it('sends what was committed together as one frame, and journals one entry per update', async () => {
    const stage = setStage();
    const anna = await joinWriter(stage, 'anna');
    const bert = await joinWriter(stage, 'bert');
    stage.store.isHeld = true;
    const keys = [anna.write(), anna.write(), bert.write(), anna.write()];
    stage.store.sync();
    await stage.settle();
    expect(bert.socket.of('update')).toHaveLength(1);
    expect(keysOf(docOf(anna.socket))).toEqual(keys.toSorted());
    expect(stage.store.journal.map(({ seq, by }) => [seq, by])).toEqual([
      [1, 'anna'],
      [2, 'anna'],
      [3, 'bert'],
      [4, 'anna'],
    ]);
  });

  it('writes no journal line for what is known already', async () => {
    const stage = setStage();
    const { doc, socket, write } = await joinWriter(stage, 'anna');
    write();
    await stage.settle();
    socket.receive({ type: 'update', update: Y.encodeStateAsUpdate(doc) });
    socket.receive({ type: 'update', update: EMPTY });
    await stage.settle();
    expect(stage.store.journal).toHaveLength(1);
    expect(socket.closedWith).toBeUndefined();
  });

  it('closes the class and forgets what was in flight when the disk fails, and loads again afterwards', async () => {
    const stage = setStage();
    const anna = await joinWriter(stage, 'anna');
    const bert = await joinWriter(stage, 'bert');
    const kept = anna.write();
    await stage.settle();
    stage.store.isHeld = true;
    anna.write();
    bert.write();
    anna.socket.receive({ type: 'barrier', number: 1 });
    await stage.settle();
    stage.store.fail();
    await stage.settle();
    for (const { socket } of [anna, bert]) {
      expect(socket.closedWith).toEqual({ code: 4503, reason: 'storage-unavailable' });
    }
    expect(anna.socket.answered).toEqual([]);
    expect(stage.events).toMatchObject([
      { event: 'append-failed', classId: CLASS_ID, detail: 'unavailable: ENOSPC' },
    ]);

    stage.store.isHeld = false;
    const again = await stage.join('bert');
    syncDoc(again, bert.doc);
    await stage.settle();
    expect(stage.store.loads).toBe(2);
    expect(keysOf(docOf(again))).toEqual([kept]);
    expect(stage.store.journal.map(({ seq }) => seq)).toEqual([1, 2]);
  });

  it('does not load again before the last append has been answered', async () => {
    const stage = setStage();
    stage.store.isHeld = true;
    const anna = await joinWriter(stage, 'anna');
    anna.write();
    anna.write();
    const cut = stage.rooms.cutClass(CLASS_ID, 4503);
    const again = await stage.join('anna');
    expect(stage.store.loads).toBe(1);
    expect(again.sent).toEqual([]);
    stage.store.sync();
    await cut;
    await stage.settle();
    expect(stage.store.loads).toBe(2);
    expect(again.of('sync-step-1')).toHaveLength(1);
  });
});

describe('the durability barrier', () => {
  it('is answered once everything in flight at that moment is on disk', async () => {
    const stage = setStage();
    const { socket, write } = await joinWriter(stage, 'anna');
    stage.store.isHeld = true;
    write();
    socket.receive({ type: 'barrier', number: 1 });
    write();
    socket.receive({ type: 'barrier', number: 2 });
    socket.receive({ type: 'barrier', number: 7 });
    await stage.settle();
    expect(socket.answered).toEqual([]);
    stage.store.sync(1);
    await stage.settle();
    expect(socket.answered).toEqual([1]);
    stage.store.sync();
    await stage.settle();
    expect(socket.answered).toEqual([1, 7]);
  });

  it('waits for another tab’s bytes in flight, though this tab sends nothing new', async () => {
    const stage = setStage();
    const first = await joinWriter(stage, 'anna');
    const second = await stage.join('anna', { session: 'anna-2' });
    stage.store.isHeld = true;
    first.write();
    second.receive({ type: 'sync-step-2', update: Y.encodeStateAsUpdate(first.doc) });
    second.receive({ type: 'barrier', number: 1 });
    await stage.settle();
    expect(stage.store.inFlight).toBe(1);
    expect(second.answered).toEqual([]);
    stage.store.sync();
    await stage.settle();
    expect(second.answered).toEqual([1]);
  });

  it('waits for the first step 2', async () => {
    const stage = setStage();
    const socket = await stage.join();
    socket.receive({ type: 'barrier', number: 1 });
    await stage.settle();
    expect(socket.answered).toEqual([]);
    stage.store.isHeld = true;
    socket.receive({
      type: 'sync-step-2',
      update: updateOf((doc) => setRecord(doc, 'e_offline', recordJson(ANNA))),
    });
    await stage.settle();
    expect(socket.answered).toEqual([]);
    stage.store.sync();
    await stage.settle();
    expect(socket.answered).toEqual([1]);
  });

  it('is answered at once when nothing is in flight, and refused when its numbers do not rise', async () => {
    const stage = setStage();
    const { socket } = await joinWriter(stage, 'anna');
    socket.receive({ type: 'barrier', number: 5 });
    expect(socket.answered).toEqual([5]);
    socket.receive({ type: 'barrier', number: 5 });
    expect(socket.closedWith).toEqual({ code: 4400, reason: 'barrier-order' });
  });

  it('is held back by a gap until the gap is closed and on disk', async () => {
    const stage = setStage();
    const { socket } = await joinWriter(stage, 'anna');
    const { updates, doc } = threeUpdates();
    socket.receive({ type: 'update', update: updates[2] });
    socket.receive({ type: 'barrier', number: 1 });
    await stage.settle();
    expect(socket.answered).toEqual([]);
    stage.store.isHeld = true;
    socket.receive({ type: 'sync-step-2', update: Y.encodeStateAsUpdate(doc) });
    await stage.settle();
    expect(socket.answered).toEqual([]);
    stage.store.sync();
    await stage.settle();
    expect(socket.answered).toEqual([1]);
  });
});

describe('a barrier before a gap', () => {
  it('is answered only with the gap closed and on disk, since the client has not said everything', async () => {
    const stage = setStage();
    const { socket, write } = await joinWriter(stage, 'anna');
    stage.store.isHeld = true;
    write();
    socket.receive({ type: 'barrier', number: 1 });
    const { updates, doc } = threeUpdates();
    socket.receive({ type: 'update', update: updates[2] });
    stage.store.sync();
    await stage.settle();
    expect(socket.answered).toEqual([]);
    socket.receive({ type: 'sync-step-2', update: Y.encodeStateAsUpdate(doc) });
    await stage.settle();
    expect(socket.answered).toEqual([]);
    stage.store.sync();
    await stage.settle();
    expect(socket.answered).toEqual([1]);
  });
});

describe('gaps', () => {
  it('make the server ask at once, again after 1 s, and refuse after 10 s', async () => {
    const stage = setStage();
    const { socket } = await joinWriter(stage, 'anna');
    expect(socket.of('sync-step-1')).toHaveLength(1);
    socket.receive({ type: 'update', update: threeUpdates().updates[1] });
    expect(socket.of('sync-step-1')).toHaveLength(2);
    await stage.timers.pass(2_000);
    expect(socket.of('sync-step-1')).toHaveLength(3);
    await stage.timers.pass(7_500);
    expect(socket.closedWith).toBeUndefined();
    await stage.timers.pass(2_000);
    expect(socket.closedWith).toEqual({ code: 4400, reason: 'gap' });
    expect(stage.store.journal).toEqual([]);
  });

  it('are no fault when they are closed in time, by this socket or by another', async () => {
    const stage = setStage();
    const first = await joinWriter(stage, 'anna');
    const second = await stage.join('anna', { session: 'anna-2' });
    const { updates, doc } = threeUpdates();
    first.socket.receive({ type: 'update', update: updates[2] });
    await stage.timers.pass(3_000);
    second.receive({ type: 'sync-step-2', update: Y.encodeStateAsUpdate(doc) });
    await stage.timers.pass(30_000);
    expect(first.socket.closedWith).toBeUndefined();
    expect(keysOf(docOf(first.socket))).toEqual(keysOf(doc));
  });

  it('before the server’s step 1 are closed by the answer to it, without another question', async () => {
    const stage = setStage();
    stage.store.isLoadHeld = true;
    const socket = await stage.join();
    const { updates, doc } = threeUpdates();
    socket.receive({ type: 'update', update: updates[2] });
    stage.store.finishLoad();
    await stage.settle();
    expect(socket.of('sync-step-1')).toHaveLength(1);
    syncDoc(socket, doc);
    await stage.timers.pass(20_000);
    expect(socket.of('sync-step-1')).toHaveLength(1);
    expect(stage.store.journal).toHaveLength(1);
  });

  it('of more clients than can be are refused at once', async () => {
    const stage = setStage();
    const { socket } = await joinWriter(stage, 'anna');
    const gaps = Array.from({ length: 1_001 }, (_, i) => {
      const doc = new Y.Doc();
      doc.clientID = i + 1;
      write(doc, ANNA);
      const before = Y.encodeStateVector(doc);
      write(doc, ANNA);
      return Y.encodeStateAsUpdate(doc, before);
    });
    socket.receive({ type: 'update', update: Y.mergeUpdates(gaps) });
    expect(socket.closedWith).toEqual({ code: 4400, reason: 'gap' });
  });

  it('do not run out while a slow upload is still coming in', async () => {
    const stage = setStage();
    const { socket } = await joinWriter(stage, 'anna');
    const { updates, doc } = threeUpdates();
    socket.receive({ type: 'update', update: updates[2] });
    for (let s = 0; s < 40; s++) {
      socket.bytesReceived += 20_000;
      await stage.timers.pass(1_000);
    }
    expect(socket.closedWith).toBeUndefined();
    socket.receive({ type: 'sync-step-2', update: Y.encodeStateAsUpdate(doc) });
    await stage.timers.pass(20_000);
    expect(socket.closedWith).toBeUndefined();
  });
});

describe('what is refused', () => {
  it('is closed with the rule and the key, logged without more, and not stored', async () => {
    const stage = setStage();
    const { socket } = await joinWriter(stage, 'anna');
    const forged = updateOf((doc) => setRecord(doc, 'e_forged', recordJson(BERT)));
    socket.receive({ type: 'update', update: forged });
    expect(socket.closedWith).toEqual({ code: 4400, reason: 'foreign-author e_forged' });
    expect(stage.events).toEqual([
      {
        event: 'socket-refused',
        classId: CLASS_ID,
        accountId: 'anna',
        code: 4400,
        rule: 'foreign-author',
        key: 'e_forged',
      },
    ]);
    socket.receive({
      type: 'update',
      update: updateOf((doc) => setRecord(doc, 'e_honest', recordJson(ANNA))),
    });
    await stage.settle();
    expect(stage.store.journal).toEqual([]);
  });

  it.each([
    ['no frame', Uint8Array.of(), 4400, 'frame-cut-short'],
    ['an unknown type', Uint8Array.of(2, 0), 4400, 'unknown-type'],
    ['an answer to a barrier', Uint8Array.of(101, 1), 4400, 'unknown-type'],
    ['a state vector cut short', Uint8Array.of(0, 0, 1, 9), 4400, 'state-vector'],
    ['presence cut short', Uint8Array.of(1, 1, 9), 4400, 'awareness'],
    ['a frame above 17 MiB', new Uint8Array(17 * 2 ** 20 + 1), 4413, 'frame-too-large'],
  ] as const)('%s', async (_, frame, code, reason) => {
    const stage = setStage();
    const { socket } = await joinWriter(stage, 'anna');
    socket.receive(frame);
    expect(socket.closedWith).toEqual({ code, reason });
  });

  it('an update above 1 MiB, but not as the answer to a step 1', async () => {
    const stage = setStage();
    const socket = await stage.join();
    const large = updateOf((doc) => {
      for (let i = 0; i < 60; i++)
        setRecord(doc, `e_large${String(i)}`, recordJson(ANNA, { s: { note: 'x'.repeat(20_000) } }));
    });
    expect(large.length).toBeGreaterThan(2 ** 20);
    socket.receive({ type: 'sync-step-2', update: large });
    await stage.settle();
    expect(stage.store.journal).toHaveLength(1);
    socket.receive({ type: 'update', update: large });
    expect(socket.closedWith).toEqual({ code: 4413, reason: 'update-too-large' });
  });

  it('an update above 1 MiB that no step 1 asked for, also before the first sync', async () => {
    const large = new Uint8Array(2 ** 20 + 1);
    const stage = setStage();
    const early = await stage.join();
    early.receive({ type: 'update', update: large });
    expect(early.closedWith).toEqual({ code: 4413, reason: 'update-too-large' });
    const { socket } = await joinWriter(stage, 'anna');
    socket.receive({ type: 'sync-step-2', update: large });
    expect(socket.closedWith).toEqual({ code: 4413, reason: 'update-too-large' });
  });

  it('reading more for a while from whoever sends many structs', async () => {
    const stage = setStage();
    const { socket } = await joinWriter(stage, 'anna');
    const many = updateOf((doc) => {
      for (let i = 0; i < 1_000; i++) setRecord(doc, `e_many_${String(i)}`, recordJson(ANNA));
    });
    for (let i = 0; i < 30; i++) socket.receive({ type: 'update', update: many });
    expect(socket.isPaused).toBe(true);
    expect(socket.closedWith).toBeUndefined();
  });

  it('more than 6 MiB in a day also when the class was folded and put away in between', async () => {
    const stage = setStage();
    const closings: unknown[] = [];
    for (let round = 0; round < 3; round++) {
      const socket = await stage.join('anna');
      const large = updateOf((doc) => {
        for (let i = 0; i < 90; i++) {
          const json = recordJson(ANNA, { s: { note: 'x'.repeat(30_000) } });
          setRecord(doc, `e_record${String(serial++)}`, json);
        }
      });
      socket.receive({ type: 'sync-step-2', update: large });
      await stage.settle();
      closings.push(socket.closedWith?.code);
      socket.hangUp();
      await stage.timers.pass(70_000);
      expect(stage.rooms.stats().rooms).toBe(0);
    }
    expect(stage.store.snapshot).toBeDefined();
    expect(closings).toEqual([undefined, undefined, 4429]);
  });

  it('more than 6 MiB in a day, but not for what the disk has refused', async () => {
    const stage = setStage();
    const large = updateOf((doc) => {
      for (let i = 0; i < 90; i++) {
        setRecord(doc, `e_refused${String(i)}`, recordJson(ANNA, { s: { note: 'x'.repeat(30_000) } }));
      }
    });
    for (let attempt = 0; attempt < 4; attempt++) {
      const socket = await stage.join('anna');
      stage.store.isHeld = attempt < 3;
      socket.receive({ type: 'sync-step-2', update: large });
      stage.store.fail();
      await stage.settle();
      expect(socket.closedWith?.code).toBe(attempt < 3 ? 4503 : undefined);
    }
    expect(stage.store.journal).toHaveLength(1);
  });

  it('more than 6 MiB in a day, and a new day begins with nothing', async () => {
    const stage = setStage();
    const { socket } = await joinWriter(stage, 'anna');
    const send = (target: HandSocket) => {
      const update = updateOf((doc) => {
        for (let i = 0; i < 30; i++) write2(doc, 'x'.repeat(30_000));
      });
      target.receive({ type: 'update', update });
    };
    const write2 = (doc: Y.Doc, note: string) =>
      setRecord(doc, `e_record${String(serial++)}`, recordJson(ANNA, { s: { note } }));
    for (let i = 0; i < 10 && !socket.closedWith; i++) send(socket);
    expect(socket.closedWith).toMatchObject({
      code: 4429,
      reason: expect.stringMatching(/^daily-quota e_/) as string,
    });
    const stored = stage.store.journal.reduce((sum, { update }) => sum + update.length, 0);
    expect(stored).toBeLessThanOrEqual(6 * 2 ** 20);
    expect(stored).toBeGreaterThan(5 * 2 ** 20);
    const tomorrow = setStage(stage.store);
    await tomorrow.timers.pass(86_400_000);
    const next = (await joinWriter(tomorrow, 'anna')).socket;
    send(next);
    expect(next.closedWith).toBeUndefined();
  });
});

describe('recovering after a restore', () => {
  it('takes in others’ records and marks them in the journal', async () => {
    const stage = setStage();
    stage.access.recovering = new Set([ANNA, BERT]);
    const socket = await stage.join('anna');
    const doc = new Y.Doc();
    Y.applyUpdate(
      doc,
      updateOf((other) => setRecord(other, 'e_of-bert', recordJson(BERT))),
    );
    setRecord(doc, 'e_of-anna', recordJson(ANNA));
    syncDoc(socket, doc);
    await stage.settle();
    expect(stage.store.journal.map(({ by, recovered }) => [by, recovered])).toEqual([
      ['anna', undefined],
      ['anna', true],
    ]);
    const marked = [{ accountId: 'anna', at: expect.any(String) as unknown, ids: ['e_of-bert'] }];
    expect(stage.recoveries).toEqual(marked);
    // Whoever could not write it down then hears of it when the class is next loaded.
    const again = setStage(stage.store);
    await again.join('bert');
    expect(again.recoveries).toEqual(marked);
    // What is anybody's own is limited as ever; what is others' is not counted.
    const flood = await stage.join('anna', { session: 'anna-2' });
    const records = (author: string, count: number) =>
      updateOf((other) => {
        for (let i = 0; i < count; i++) {
          const json = recordJson(author, { s: { note: 'x'.repeat(30_000) } });
          setRecord(other, `e_record${String(serial++)}`, json);
        }
      });
    flood.receive({ type: 'sync-step-2', update: records(BERT, 230) });
    expect(flood.closedWith).toBeUndefined();
    const own = await stage.join('anna', { session: 'anna-2' });
    own.receive({ type: 'sync-step-2', update: records(ANNA, 230) });
    expect(own.closedWith?.code).toBe(4429);
    // The mode ends while the socket is open.
    stage.access.recovering = undefined;
    await stage.timers.pass(61_000);
    socket.receive({
      type: 'update',
      update: updateOf((other) => setRecord(other, 'e_late-bert', recordJson(BERT))),
    });
    expect(socket.closedWith).toMatchObject({ code: 4400 });
  });
});

describe('a fault of our own', () => {
  it('in the midst of a long answer costs the class its sockets and nobody else anything', async () => {
    const stage = setStage();
    const writer = await joinWriter(stage, 'anna');
    for (let i = 0; i < 100; i++) {
      setRecord(writer.doc, `e_large${String(i)}`, recordJson(ANNA, { s: { note: 'x'.repeat(30_000) } }));
    }
    await stage.settle();
    const reader = await stage.join('bert');
    reader.isStuck = true;
    reader.receive({ type: 'sync-step-1', stateVector: Uint8Array.of(0) });
    const fault = vi.spyOn(ClassLog.prototype, 'takeMissing').mockImplementation(() => {
      throw new RangeError('a mistake');
    });
    try {
      reader.flush();
    } finally {
      fault.mockRestore();
    }
    await stage.settle();
    expect(reader.closedWith?.code).toBe(4503);
    expect(stage.events).toMatchObject([{ event: 'room-failed' }]);
    expect((await stage.join('bert')).of('sync-step-1')).toHaveLength(1);
  });
});

describe('a large class', () => {
  it('goes out in pieces as fast as it is taken, and what is written meanwhile comes with it', async () => {
    const stage = setStage();
    const writer = await joinWriter(stage, 'anna');
    for (let i = 0; i < 100; i++) {
      setRecord(writer.doc, `e_large${String(i)}`, recordJson(ANNA, { s: { note: 'x'.repeat(30_000) } }));
    }
    await stage.settle();
    const reader = await stage.join('bert');
    const silent = await stage.join('bert');
    syncDoc(reader, new Y.Doc());
    await stage.settle();
    reader.sent.length = 0;
    reader.isStuck = true;
    reader.receive({ type: 'sync-step-1', stateVector: Uint8Array.of(0) });
    await stage.settle();
    expect(reader.bufferedAmount).toBeGreaterThan(2 ** 20);
    expect(reader.bufferedAmount).toBeLessThan(1.3 * 2 ** 20);
    const pieces = reader.sent.length;
    const key = writer.write();
    await stage.settle();
    expect(reader.sent).toHaveLength(pieces);
    expect(reader.of('sync-step-2')).toEqual([]);
    // Nobody is sent updates who has not said what they have.
    expect(silent.of('update')).toEqual([]);
    for (let i = 0; i < 5; i++) {
      reader.flush();
      await stage.settle();
    }
    expect(reader.of('sync-step-2')).toHaveLength(1);
    expect(keysOf(docOf(reader))).toEqual(keysOf(writer.doc));
    expect(keysOf(docOf(reader))).toContain(key);
    const next = writer.write();
    await stage.settle();
    expect(keysOf(docOf(reader))).toContain(next);
  });
});

function threeUpdates(): {
  readonly updates: readonly [Uint8Array, Uint8Array, Uint8Array];
  readonly doc: Y.Doc;
} {
  const doc = new Y.Doc();
  const [first, second, third] = [1, 2, 3].map(() => {
    const before = Y.encodeStateVector(doc);
    write(doc, ANNA);
    return Y.encodeStateAsUpdate(doc, before);
  });
  return { updates: [first ?? EMPTY, second ?? EMPTY, third ?? EMPTY], doc };
}
