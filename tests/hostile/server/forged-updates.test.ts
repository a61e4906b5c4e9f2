import { encodeMessage } from '@tallybook/shared/protocol/messages';
import * as Y from 'yjs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { besiege, type BesiegedClass } from './besieged-class.ts';
import { bytes, changeTo, expense, item, update, updateOf, varUint } from '../../support/forge.ts';

let besieged: BesiegedClass;
beforeAll(async () => {
  besieged = await besiege();
});
afterAll(() => besieged.close());

const FRESH = 'e_attack01';
const mallorys = (overrides = {}): string => expense(besieged.mallory.memberId, overrides);
const annas = (overrides = {}): string => expense(besieged.anna.memberId, overrides);
const doc = (): Y.Doc => besieged.annasDevice.doc;
const annasClient = (): number => doc().clientID;
const annasFirst = (): string => [...besieged.annasDevice.records().keys()][0] ?? '';

/** By the rule that refuses it, then what it tries. */
const attacks: Readonly<Record<string, () => Uint8Array>> = {
  'client-of-another-author: my record under her client id': () =>
    update(annasClient(), 2, item(FRESH, mallorys())),
  'foreign-author: her name under her client id': () => update(annasClient(), 2, item(FRESH, annas())),
  'foreign-author: her name under a client id of mine': () => update(5, 0, item(FRESH, annas())),
  'overwritten: other contents at a clock of hers': () =>
    update(annasClient(), 0, item(annasFirst(), mallorys())),
  'key-taken: her key again': () => update(5, 0, item(annasFirst(), mallorys())),
  'key-taken: one key twice': () => update(5, 0, item(FRESH, mallorys()), item(FRESH, mallorys())),
  'update-struct: GC': () => update(5, 0, bytes(0, 1)),
  'update-struct: GC over her records': () => bytes(1, 1, varUint(annasClient()), 0, 0, 2, 0),
  'update-struct: an overwrite that names what it replaces': () =>
    changeTo(doc(), (copy) => copy.getMap('log').set(annasFirst(), mallorys())),
  'update-deletes: one of hers': () => changeTo(doc(), (copy) => copy.getMap('log').delete(annasFirst())),
  'update-deletes: everything': () => bytes(0, 1, varUint(annasClient()), 1, 0, 2),
  'update-trailing-bytes: V2 of an honest update': () =>
    Y.convertUpdateFormatV1ToV2(update(5, 0, item(FRESH, mallorys()))),
  'update-trailing-bytes: two updates in one': () =>
    bytes(update(5, 0, item(FRESH, mallorys())), update(5, 1, item('e_attack02', mallorys()))),
  'update-value: half of one': () => update(5, 0, item(FRESH, mallorys())).subarray(0, 40),
  'update-clients: 2^53 clients': () => bytes(255, 255, 255, 255, 255, 255, 255, 15),
  'update-cut-short: a client id above 32 bits': () => update(2 ** 33, 0, item(FRESH, mallorys())),
  'update-struct: two gaps in a row': () =>
    update(5, 0, bytes(10, varUint(Number.MAX_SAFE_INTEGER)), bytes(10, 1)),
  'update-parent: another root': () => update(5, 0, item(FRESH, mallorys(), 'lag')),
  'update-parent: __proto__ as a root': () =>
    updateOf((copy) => copy.getMap('__proto__').set(FRESH, mallorys())),
  'update-struct: a text': () => updateOf((copy) => copy.getText('log').insert(0, 'x')),
  'update-struct: a list': () => updateOf((copy) => copy.getArray('log').push([mallorys()])),
  'update-value: an object with __proto__': () =>
    updateOf((copy) => copy.getMap('log').set(FRESH, JSON.parse('{"__proto__":{"isAdmin":true}}') as object)),
  'update-value: 40 kB in one record': () => update(5, 0, item(FRESH, 'x'.repeat(40_000))),
  'key: __proto__': () => update(5, 0, item('__proto__', mallorys())),
  'key: constructor': () => update(5, 0, item('constructor', mallorys())),
  'key: ../../accounts': () => update(5, 0, item('../../accounts', mallorys())),
  'key: a derived id': () => update(5, 0, item('m_annaaaaa', mallorys())),
  'key: a NUL in it': () => update(5, 0, item('e_attack\0', mallorys())),
  'record-not-json': () => update(5, 0, item(FRESH, '{"k":')),
  'record-too-deep': () => update(5, 0, item(FRESH, '['.repeat(15_000))),
  'record-kind: all of it on the prototype': () => update(5, 0, item(FRESH, `{"__proto__":${mallorys()}}`)),
  'record-author: __proto__': () => update(5, 0, item(FRESH, mallorys({ a: '__proto__' }))),
  'record-entity: a path': () => update(5, 0, item(FRESH, mallorys({ e: '../../etc' }))),
  'money-not-an-object: null': () => update(5, 0, item(FRESH, mallorys({ s: { money: null } }))),
  'money-sum: one cent more than was paid': () =>
    update(
      5,
      0,
      item(
        FRESH,
        mallorys({
          s: {
            money: { legs: [{ cur: 'EUR', amt: 5, pay: [['m_annaaaaa', 5]], owe: [['m_annaaaaa', 6]] }] },
          },
        }),
      ),
    ),
  'not-text: half a character': () => {
    const whole = update(5, 0, item(FRESH, '{"k":"x"}'));
    return whole.with(whole.length - 3, 0xc3);
  },
};

it.each(Object.entries(attacks))('%s', async (name, forge) => {
  const [rule] = name.split(':', 1);
  const before = await besieged.stored();
  const shown = besieged.annasDevice.shown.size;
  for (const type of ['update', 'sync-step-2'] as const) {
    const socket = await besieged.openSocket(besieged.mallory);
    expect(await socket.settle()).toBe(true);
    socket.send({ type, update: forge() });
    // What comes after it is not looked at either.
    socket.send({ type, update: update(9, 0, item('e_attack09', mallorys())) });
    const { code, reason } = await socket.closed;
    expect({ code, rule: reason.split(' ')[0] }).toEqual({ code: 4400, rule });
  }
  expect(await besieged.stored()).toEqual(before);
  expect(besieged.annasDevice.isOpen).toBe(true);
  expect(await besieged.annasDevice.barrier()).toBe(true);
  expect(besieged.annasDevice.shown.size).toBe(shown);
});

it(
  'what lies beyond a gap is neither stored, shown nor confirmed, and costs the socket after ten seconds',
  { timeout: 30_000 },
  async () => {
    const before = await besieged.stored();
    const answers: number[] = [];
    const socket = await besieged.openSocket(besieged.mallory, (message) => {
      if (message.type === 'barrier-answer') answers.push(message.number);
    });
    expect(await socket.settle()).toBe(true);
    socket.send({ type: 'sync-step-2', update: bytes(0, 0) });
    socket.send({ type: 'update', update: update(7, 3, item(FRESH, mallorys())) });
    socket.send({ type: 'barrier', number: 1 });
    expect(await socket.closed).toMatchObject({ code: 4400, reason: 'gap' });
    expect(answers).toEqual([]);
    expect(await besieged.stored()).toEqual(before);
  },
);

it.each([
  ['nothing', new Uint8Array(0), 'frame-cut-short'],
  ['two messages in one frame', bytes(3, 3), 'frame-trailing-bytes'],
  ['a type nobody knows', bytes(77), 'unknown-type'],
  [
    'an answer that only the server gives',
    encodeMessage({ type: 'barrier-answer', number: 1 }),
    'unknown-type',
  ],
  [
    'a state vector that is none',
    encodeMessage({ type: 'sync-step-1', stateVector: bytes(9, 9) }),
    'state-vector',
  ],
  ['awareness that is none', encodeMessage({ type: 'awareness', update: bytes(9) }), 'awareness'],
] as const)('%s ends its socket and nothing else', async (_, frame, rule) => {
  const socket = await besieged.openSocket(besieged.mallory);
  expect(await socket.settle()).toBe(true);
  socket.send(frame);
  expect(await socket.closed).toMatchObject({ code: 4400, reason: rule });
  expect(besieged.annasDevice.isOpen).toBe(true);
});

it('text frames end their socket and nothing else', async () => {
  const socket = await besieged.openSocket(besieged.mallory);
  expect(await socket.settle()).toBe(true);
  socket.sendText('{"type":"update"}');
  expect(await socket.closed).toMatchObject({ code: 4400, reason: 'text-frame' });
  expect(besieged.annasDevice.isOpen).toBe(true);
});
