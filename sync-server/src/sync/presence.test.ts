import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import { encodeAwareness, parseAwareness } from './awareness-codec.ts';
import { ANNA, BERT, recordJson, setRecord, updateOf } from './gate-fixture.ts';
import { setStage } from './rooms-fixture.ts';
import type { HandSocket } from './rooms-fixture.ts';

/** An update with one entry, as a client of its own making would send it. */
const say = (socket: HandSocket, clientId: number, state: unknown, clock = 1) =>
  socket.receive({
    type: 'awareness',
    update: encodeAwareness([{ clientId, clock, json: JSON.stringify(state) }]),
  });

const statesAt = (socket: HandSocket) => {
  const awareness = new Awareness(new Y.Doc());
  awareness.setLocalState(null);
  for (const { update } of socket.of('awareness')) applyAwarenessUpdate(awareness, update, 'server');
  const states = new Map(awareness.getStates());
  awareness.destroy();
  return states;
};

const annaUser = { accountId: 'anna', memberId: 'm_annaaaaa', name: 'anna’s name' };

describe('presence', () => {
  it('reads and writes what y-protocols does', () => {
    const awareness = new Awareness(new Y.Doc());
    awareness.setLocalState({ cursor: 'Zoë' });
    const update = encodeAwarenessUpdate(awareness, [awareness.clientID]);
    awareness.destroy();
    const entries = parseAwareness(update) ?? [];
    expect(entries).toMatchObject([{ json: '{"cursor":"Zoë"}' }]);
    const told = entries.map((entry) => ({ ...entry, json: entry.json ?? '' }));
    expect([...encodeAwareness(told)]).toEqual([...update]);
  });

  it('is shown to all with the name that the server knows, and to the sender', async () => {
    const stage = setStage();
    const [anna, bert] = [await stage.join('anna'), await stage.join('bert')];
    say(anna, 7, { cursor: 1, user: { accountId: 'bert', name: 'Bert' } });
    await stage.timers.pass(100);
    expect(statesAt(bert).get(7)).toEqual({ cursor: 1, user: annaUser });
    expect(statesAt(anna).get(7)).toEqual({ cursor: 1, user: annaUser });
    const late = await stage.join('bert');
    expect(statesAt(late).get(7)).toEqual({ cursor: 1, user: annaUser });
    late.receive({ type: 'query-awareness' });
    await stage.timers.pass(100);
    expect(late.of('awareness')).toHaveLength(2);
  });

  it('is one client per socket: what it says of others, and 500 identities, are not heard', async () => {
    const stage = setStage();
    const [anna, bert] = [await stage.join('anna'), await stage.join('bert')];
    say(bert, 9, { n: 'bert' });
    say(anna, 7, {});
    for (let id = 100; id < 600; id++) say(anna, id, { fake: true });
    say(anna, 9, { n: 'not bert' }, 50);
    say(anna, 9, null, 51);
    await stage.timers.pass(100);
    expect([...statesAt(bert).keys()].sort()).toEqual([7, 9]);
    expect(statesAt(anna).get(9)).toMatchObject({ n: 'bert' });
  });

  it('keeps a client id for its account, also after it has gone, and for the author of its records', async () => {
    const stage = setStage();
    const [anna, bert] = [await stage.join('anna'), await stage.join('bert')];
    say(anna, 7, {});
    anna.hangUp();
    say(bert, 7, { spoof: true });
    await stage.timers.pass(100);
    expect([...statesAt(bert).keys()]).toEqual([]);
    const again = await stage.join('anna');
    again.receive({ type: 'sync-step-2', update: Uint8Array.of(0, 0) });
    bert.receive({
      type: 'sync-step-2',
      update: updateOf((doc) => setRecord(doc, 'e_record1', recordJson(BERT)), 55),
    });
    say(again, 55, { spoof: true });
    await stage.timers.pass(100);
    expect(statesAt(bert).has(55)).toBe(false);
    say(again, 7, { back: true });
    await stage.timers.pass(100);
    expect(statesAt(bert).get(7)).toMatchObject({ back: true });
  });

  it('ends with the socket, and comes back with the client’s old clock', async () => {
    const stage = setStage();
    const bert = await stage.join('bert');
    const first = await stage.join('anna');
    say(first, 7, {}, 5);
    await stage.timers.pass(100);
    first.hangUp();
    await stage.timers.pass(100);
    expect(statesAt(bert).has(7)).toBe(false);
    const second = await stage.join('anna');
    say(second, 7, { tab: 2 }, 5);
    await stage.timers.pass(100);
    expect(statesAt(bert).get(7)).toMatchObject({ tab: 2 });
    // Its own clock is what it hears, or its next change would be overtaken by the echo of this one.
    expect(parseAwareness(second.of('awareness').at(-1)?.update ?? Uint8Array.of())).toMatchObject([
      { clock: 5 },
    ]);
  });

  it('is not taken away by the late end of a socket that another has replaced', async () => {
    const stage = setStage();
    const [bert, old] = [await stage.join('bert'), await stage.join('anna')];
    say(old, 7, { tab: 1 });
    const fresh = await stage.join('anna');
    say(fresh, 7, { tab: 2 }, 2);
    old.hangUp();
    await stage.timers.pass(100);
    expect(statesAt(bert).get(7)).toMatchObject({ tab: 2 });
  });

  it('is not taken away by another tab that says that it has gone itself', async () => {
    const stage = setStage();
    const [bert, one, two] = [await stage.join('bert'), await stage.join('anna'), await stage.join('anna')];
    say(one, 7, { tab: 1 });
    say(two, 7, null, 2);
    two.hangUp();
    await stage.timers.pass(100);
    expect(statesAt(bert).get(7)).toMatchObject({ tab: 1 });
    say(one, 7, null, 3);
    await stage.timers.pass(100);
    expect(statesAt(bert).has(7)).toBe(false);
  });

  it('keeps a client id while the class is not loaded, also from whoever writes records', async () => {
    const stage = setStage();
    const anna = await stage.join('anna');
    say(anna, 7, {});
    anna.hangUp();
    await stage.timers.pass(62_000);
    expect(stage.rooms.stats().rooms).toBe(0);
    const bert = await stage.join('bert');
    bert.receive({
      type: 'sync-step-2',
      update: updateOf((doc) => setRecord(doc, 'e_squatter', recordJson(BERT)), 7),
    });
    expect(bert.closedWith).toEqual({ code: 4400, reason: 'client-id e_squatter' });
    const again = await stage.join('anna');
    again.receive({
      type: 'sync-step-2',
      update: updateOf((doc) => setRecord(doc, 'e_offline', recordJson(ANNA)), 7),
    });
    await stage.settle();
    expect(again.closedWith).toBeUndefined();
    expect(stage.store.journal).toHaveLength(1);
  });

  it('closes nobody for the clock of another, whom a stock client only echoes', async () => {
    const stage = setStage();
    stage.access.sessions.add('bert-2');
    const [bert, anna] = [await stage.join('bert'), await stage.join('anna')];
    say(bert, 7, {}, 2 ** 31);
    await stage.timers.pass(100);
    say(await stage.join('bert', { session: 'bert-2' }), 7, {}, 2 ** 31);
    await stage.timers.pass(100);
    expect(parseAwareness(anna.of('awareness').at(-1)?.update ?? Uint8Array.of())).toMatchObject([
      { clock: 2 ** 31 + 1 },
    ]);
    say(anna, 7, {}, 2 ** 31 + 1);
    say(anna, 7, {}, 2 ** 40);
    expect(anna.closedWith).toBeUndefined();
    say(anna, 8, {}, 2 ** 31 + 1);
    expect(anna.closedWith).toEqual({ code: 4400, reason: 'awareness' });
  });

  it('goes out ten times a second at most, however often it changes or is asked for', async () => {
    const stage = setStage();
    const [anna, bert] = [await stage.join('anna'), await stage.join('bert')];
    for (let clock = 1; clock <= 50; clock++) {
      say(anna, 7, { clock }, clock);
      for (let i = 0; i < 20; i++) bert.receive({ type: 'query-awareness' });
      await stage.timers.pass(10);
    }
    expect(bert.of('awareness').length).toBeLessThanOrEqual(12);
    await stage.timers.pass(100);
    expect(statesAt(bert).get(7)).toMatchObject({ clock: 50 });
  });

  it('has answers that cost whoever asks for them their size', async () => {
    const stage = setStage();
    const sockets = await Promise.all(Array.from({ length: 90 }, () => stage.join('anna')));
    sockets.forEach((socket, i) => say(socket, 100 + i, { text: 'x'.repeat(2_000) }));
    await stage.timers.pass(1_000);
    const bert = await stage.join('bert');
    for (let i = 0; i < 50 && !bert.isPaused; i++) {
      bert.receive({ type: 'query-awareness' });
      await stage.timers.pass(100);
    }
    expect(bert.isPaused).toBe(true);
  });

  it.each([
    ['more than 2 KiB', 'x'.repeat(2_100), 4413, 'awareness-too-large'],
    ['no object', 5, 4400, 'awareness'],
  ] as const)('is refused: %s', async (_, state, code, reason) => {
    const stage = setStage();
    const anna = await stage.join('anna');
    say(anna, 7, state);
    expect(anna.closedWith).toEqual({ code, reason });
  });

  it.each([
    ['more entries than there can be', [0xe9, 0x07]],
    ['an entry cut short', [1, 7, 1]],
    ['trailing bytes', [0, 0]],
  ])('is refused: %s', (_, bytes) => {
    expect(parseAwareness(Uint8Array.from(bytes))).toBeUndefined();
  });
});
