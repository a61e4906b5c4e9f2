import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { ClassLog } from './class-log.ts';
import { ANNA, BERT, offer, readLog, recordJson, senderOf, setRecord, updateOf } from './gate-fixture.ts';
import { judgeUpdate } from './gate.ts';

const BERTS_CLIENT = 77;
const json = recordJson(ANNA);
const berts = updateOf((doc) => {
  setRecord(doc, 'e_berts-first', recordJson(BERT));
  setRecord(doc, 'r_berts-second', recordJson(BERT, { e: 'e_berts-first' }));
}, BERTS_CLIENT);

function storedLog(): ClassLog {
  const log = new ClassLog();
  expect(offer(log, berts, senderOf(BERT)).ok).toBe(true);
  return log;
}

const bytes = (...parts: readonly (number | string | Uint8Array)[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'number' ? Buffer.of(part) : Buffer.from(part))));
const text = (value: string): Uint8Array => {
  const run = Buffer.from(value);
  return run.length < 128 ? bytes(run.length, run) : bytes(128 | (run.length & 127), run.length >> 7, run);
};
const item = (key: string, value = json): Uint8Array =>
  bytes(0x28, 1, text('log'), text(key), 1, 119, text(value));
/** An update with the structs of client 5, of which it announces `count`. */
const structs = (count: number, ...parts: readonly (number | string | Uint8Array)[]): Uint8Array =>
  bytes(1, count, 5, 0, ...parts, 0);
const record = (overrides: Readonly<Record<string, unknown>>) =>
  structs(1, item('e_attack', recordJson(ANNA, overrides)));
const money = (leg: Readonly<Record<string, unknown>>) =>
  record({ s: { money: { legs: [{ cur: 'EUR', amt: 5, pay: [[ANNA, 5]], owe: [[BERT, 5]], ...leg }] } } });
const huge = Uint8Array.of(255, 255, 255, 255, 255, 255, 255, 255, 255, 127);

/** Yjs that Bert's document is known to, so that deletions and neighbours can be made honestly. */
function fromBerts(change: (doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, berts);
  const before = Y.encodeStateVector(doc);
  change(doc);
  return Y.encodeStateAsUpdate(doc, before);
}

const attacks: Readonly<Record<string, Uint8Array>> = {
  'update-cut-short nothing at all': new Uint8Array(0),
  'update-cut-short no delete set': Uint8Array.of(0),
  'update-cut-short half a struct head': bytes(1, 1, 5, 0, 0x28).subarray(0, 4),
  'update-cut-short huge number of clients': bytes(huge),
  'update-cut-short a client id above 2^32': bytes(
    1,
    1,
    0x80,
    0x80,
    0x80,
    0x80,
    0x10,
    0,
    item('e_attack'),
    0,
  ),
  'update-cut-short a number in a longer form': bytes(0x81, 0, 1, 5, 0, item('e_attack'), 0),
  'update-cut-short more structs than there are': bytes(1, 2, 5, 0, item('e_attack')),
  'update-cut-short huge clock': bytes(1, 1, 5, huge, item('e_attack'), 0),
  'update-empty-client a client without structs': bytes(1, 0, 5, 0, 0),
  'update-client-twice': bytes(2, 1, 5, 0, item('e_attack1'), 1, 5, 1, item('e_attack2'), 0),
  'update-clock skip past 2^53': structs(2, 10, 255, 255, 255, 255, 255, 255, 255, 15, item('e_attack')),
  'update-struct a skip of nothing': structs(1, 10, 0),
  'update-struct a skip that nothing follows': structs(1, 10, 1),
  'update-struct two skips in a row': structs(3, 10, 1, 10, 1, item('e_attack')),
  'update-struct GC': structs(1, 0, 1),
  'update-struct GC over a known client': bytes(1, 1, BERTS_CLIENT, 0, 0, 2, 0),
  'update-struct deleted content': structs(1, 0x21, 1, text('log'), text('e_attack'), 1),
  'update-struct JSON content': structs(1, 0x22, 1, text('log'), text('e_attack'), 1, text(json)),
  'update-struct binary content': structs(1, 0x23, 1, text('log'), text('e_attack'), 1, 7),
  'update-struct format': structs(1, 0x26, 1, text('log'), text('bold'), text('true')),
  'update-struct subdocument': structs(1, 0x29, 1, text('log'), text('e_attack'), text('guid'), 118, 0),
  'update-trailing-bytes the second format': Y.convertUpdateFormatV1ToV2(berts),
  'update-struct array element': updateOf((doc) => doc.getArray('log').push([json])),
  'update-struct text': updateOf((doc) => doc.getText('log').insert(0, 'text')),
  'update-struct nested map': updateOf((doc) => doc.getMap('log').set('e_attack', new Y.Map())),
  'update-struct nested xml': updateOf((doc) => doc.getMap('log').set('e_attack', new Y.XmlFragment())),
  'update-struct binary value': updateOf((doc) => doc.getMap('log').set('e_attack', Uint8Array.of(1))),
  'update-struct origin-linked overwrite': fromBerts((doc) => setRecord(doc, 'e_berts-first', json)),
  'update-struct right origin': structs(1, 0x68, BERTS_CLIENT, 0, 1, 119, text(json)),
  'update-struct left origin': structs(1, 0xa8, BERTS_CLIENT, 0, 1, 119, text(json)),
  'update-struct no key': structs(1, 0x08, 1, text('log'), 1, 119, text(json)),
  'update-struct unknown info bits': structs(1, 0x38, 1, text('log'), text('e_attack'), 1, 119, text(json)),
  'update-parent an id': structs(1, 0x28, 0, BERTS_CLIENT, 0, text('e_attack'), 1, 119, text(json)),
  'update-parent another root': updateOf((doc) => doc.getMap('lag').set('e_attack', json)),
  'update-parent a longer root': updateOf((doc) => doc.getMap('log2').set('e_attack', json)),
  'update-parent the empty root': updateOf((doc) => doc.getMap('').set('e_attack', json)),
  'update-parent __proto__': updateOf((doc) => doc.getMap('__proto__').set('e_attack', json)),
  'update-key far too long': structs(1, item('e_'.padEnd(60, 'x'))),
  'update-key longer than the update': structs(1, 0x28, 1, text('log'), 40, 'e_'),
  'update-value two values': structs(
    1,
    0x28,
    1,
    text('log'),
    text('e_attack'),
    2,
    119,
    text(json),
    119,
    text(json),
  ),
  'update-value no value': structs(1, 0x28, 1, text('log'), text('e_attack'), 0),
  'update-value a number': updateOf((doc) => doc.getMap('log').set('e_attack', 1)),
  'update-value an object': updateOf((doc) => doc.getMap('log').set('e_attack', { k: 'x' })),
  'update-value a bigint': updateOf((doc) => doc.getMap('log').set('e_attack', 1n)),
  'update-value null': updateOf((doc) => doc.getMap('log').set('e_attack', null)),
  'update-value longer than a record may be': updateOf((doc) =>
    setRecord(doc, 'e_attack', 'x'.repeat(40_000)),
  ),
  'update-value longer than the update': structs(
    1,
    0x28,
    1,
    text('log'),
    text('e_attack'),
    1,
    119,
    200,
    1,
    '{}',
  ),
  'update-deletes one of another': fromBerts((doc) => doc.getMap('log').delete('e_berts-first')),
  'update-deletes everything': bytes(0, 1, BERTS_CLIENT, 1, 0, 2),
  'update-deletes an empty range': bytes(0, 1, BERTS_CLIENT, 0),
  'update-trailing-bytes one': bytes(berts, 0),
  'update-trailing-bytes a second update': bytes(berts, berts),
  'not-text half a surrogate pair': structs(
    1,
    0x28,
    1,
    text('log'),
    text('e_attack'),
    1,
    119,
    3,
    0xed,
    0xa0,
    0x80,
  ),
  'not-text cut UTF-8': structs(1, 0x28, 1, text('log'), text('e_attack'), 1, 119, 1, 0xc3),
  'overwritten another key at a known clock': bytes(
    1,
    1,
    BERTS_CLIENT,
    0,
    item('e_attack', recordJson(BERT)),
    0,
  ),
  'overwritten another value at a known clock': bytes(
    1,
    1,
    BERTS_CLIENT,
    0,
    item('e_berts-first', recordJson(BERT, { t: 2 })),
    0,
  ),
  'client-of-another-author a forged client id': bytes(1, 1, BERTS_CLIENT, 2, item('e_attack'), 0),
  'foreign-author': structs(1, item('e_attack', recordJson(BERT))),
  'foreign-author under the victim’s client id': bytes(
    1,
    1,
    BERTS_CLIENT,
    2,
    item('e_attack', recordJson(BERT)),
    0,
  ),
  'foreign-author in the second record': structs(2, item('e_attack1'), item('e_attack2', recordJson(BERT))),
  'key-taken by the stored log': structs(1, item('e_berts-first')),
  'key-taken within the update': structs(2, item('e_attack'), item('e_attack')),
  'key __proto__': structs(1, item('__proto__')),
  'key of a derived id': structs(1, item('m_annaaaaa')),
  'key too short': structs(1, item('e_short')),
  'key with a line feed': structs(1, item('e_attack\n')),
  'key not ASCII': structs(1, item('e_attäck')),
  'key empty': structs(1, item('')),
  'record-not-json': structs(1, item('e_attack', '{"k":')),
  'record-not-json after a byte order mark': structs(1, item('e_attack', `\ufeff${json}`)),
  'record-not-an-object': structs(1, item('e_attack', '[]')),
  'record-too-deep': structs(1, item('e_attack', `${'['.repeat(40)}${']'.repeat(40)}`)),
  'record-kind missing, but on the prototype': structs(1, item('e_attack', `{"__proto__":${json}}`)),
  'record-kind too long': record({ k: 'abcdefghi' }),
  'record-time 1e400': structs(1, item('e_attack', json.replace('"t":1', '"t":1e400'))),
  'record-time a fraction': record({ t: 1.5 }),
  'record-author ill-formed': record({ a: '__proto__' }),
  'record-entity ill-formed': record({ e: '../../etc' }),
  'record-seen too many': record({
    b: Array.from({ length: 33 }, (_, i) => `e_${String(i).padStart(8, '0')}`),
  }),
  'record-groups a list': record({ s: [] }),
  'record-auto ill-formed': record({ auto: 1 }),
  'money-not-an-object': record({ s: { money: null } }),
  'money-legs none': record({ s: { money: { legs: [] } } }),
  'money-currency': money({ cur: 'eur' }),
  'money-amount zero': money({ amt: 0 }),
  'money-amount a fraction': money({ amt: 0.5 }),
  'money-amount 1e400': structs(1, item('e_attack', json.replace('1850', '1e400'))),
  'money-amount above the greatest': money({ amt: 1e12 + 1 }),
  'money-sum': money({ pay: [[ANNA, 4]] }),
  'money-parts negative': money({
    pay: [
      [BERT, -1],
      [ANNA, 6],
    ],
  }),
  'money-parts -0': structs(1, item('e_attack', json.replace('"owe":[', '"owe":[["m_zerooo",-0],'))),
  'money-parts twice the same member': money({
    pay: [
      [ANNA, 2],
      [ANNA, 3],
    ],
  }),
};

describe('a hostile member', () => {
  it.each(Object.entries(attacks))('is refused: %s', (name, update) => {
    const log = storedLog();
    const verdict = judgeUpdate(log, update, senderOf(ANNA));
    expect(verdict.ok ? 'passed' : verdict.fault.rule).toBe(name.split(' ')[0]);
  });

  it('cannot get anything unauthorised stored with any mutant of valid updates', () => {
    const valid = [
      berts,
      updateOf((doc) => setRecord(doc, 'e_attack', json), 5),
      structs(2, item('e_attack1'), item('e_attack2', recordJson(ANNA, { b: ['e_attack1'] }))),
      bytes(2, 1, 9, 0, item('e_attack3'), 2, 5, 0, 10, 1, item('e_attack4'), 0),
      bytes(1, 1, BERTS_CLIENT, 1, item('r_berts-second', recordJson(BERT, { e: 'e_berts-first' })), 0),
    ];
    const edits = fc.array(
      fc.tuple(fc.nat(), fc.constantFrom('set', 'insert', 'cut', 'copy'), fc.nat({ max: 255 })),
      {
        minLength: 1,
        maxLength: 4,
      },
    );
    const before = readLog(storedLog());
    let passed = 0;
    fc.assert(
      fc.property(fc.constantFrom(...valid), edits, (update, changes) => {
        const log = storedLog();
        const verdict = offer(log, mutate(update, changes), senderOf(ANNA));
        if (verdict.ok) passed++;
        const after = readLog(log);
        for (const [key, value] of Object.entries(after)) {
          if (Object.hasOwn(before, key)) expect(value).toBe(before[key]);
          else expect((JSON.parse(String(value)) as { a: string }).a).toBe(ANNA);
        }
        for (const key of Object.keys(before)) expect(after).toHaveProperty([key]);
        expect(log.authorOf(BERTS_CLIENT)).toBe(BERT);
      }),
      { numRuns: 12_000 },
    );
    // Mutants that all fail at the first byte would show nothing.
    expect(passed).toBeGreaterThan(50);
  });

  it('costs nothing with 16 MB of structs that are illegal early', () => {
    const gcs = Buffer.alloc(16 * 2 ** 20, 1);
    gcs.set([1, 255, 255, 255, 3, 5, 0, 0]);
    const texts = Buffer.concat([bytes(1, 255, 255, 255, 3, 5, 0), Buffer.alloc(16 * 2 ** 20, 0x24)]);
    const log = storedLog();
    for (const update of [gcs, texts]) {
      const start = performance.now();
      for (let i = 0; i < 100; i++) expect(judgeUpdate(log, update, senderOf(ANNA)).ok).toBe(false);
      expect((performance.now() - start) / 100).toBeLessThan(1);
    }
  });

  it('cannot name more clients than a class can have: refused at the first byte', () => {
    const update = bytes(0xc1, 0xb8, 0x02, Buffer.alloc(2 ** 20));
    expect(judgeUpdate(storedLog(), update, senderOf(ANNA))).toMatchObject({
      fault: { code: 4400, rule: 'update-clients' },
    });
  });

  it('cannot have a client id that another has announced', () => {
    const sender = { ...senderOf(ANNA), holderOf: (clientId: number) => (clientId === 5 ? BERT : undefined) };
    const update = structs(1, item('e_attack'));
    expect(judgeUpdate(storedLog(), update, sender)).toMatchObject({
      fault: { code: 4400, rule: 'client-id', key: 'e_attack' },
    });
    expect(judgeUpdate(storedLog(), update, { ...sender, holderOf: () => ANNA }).ok).toBe(true);
  });
});

describe('limits', () => {
  it('refuses what goes over the quota of the day, whole', () => {
    const update = structs(2, item('e_attack1'), item('e_attack2'));
    const verdict = judgeUpdate(storedLog(), update, { memberId: ANNA, bytesLeft: item('e_attack1').length });
    expect(verdict).toEqual({ ok: false, fault: { code: 4429, rule: 'daily-quota', key: 'e_attack2' } });
  });

  it('keeps the last MiB of a document for settlements, deletions and members', () => {
    const log = new ClassLog();
    const note = 'n'.repeat(31_000);
    let n = 0;
    const add = (overrides: Readonly<Record<string, unknown>>) =>
      offer(
        log,
        updateOf((doc) => setRecord(doc, `e_serial${String(n++)}`, recordJson(ANNA, overrides))),
        senderOf(ANNA),
      );
    while (add({ s: { note } }).ok);
    expect(log.bytes).toBeGreaterThan(15 * 2 ** 20 - 32_000);
    expect(log.bytes).toBeLessThanOrEqual(15 * 2 ** 20);
    expect(add({ s: { note } })).toMatchObject({ fault: { code: 4413, rule: 'document-full' } });
    expect(add({ k: 's', s: { note } }).ok).toBe(true);
    expect(add({ k: 'm', s: { name: note } }).ok).toBe(true);
    expect(add({ e: 'e_attack', s: { del: 1 } }).ok).toBe(true);
    expect(add({ e: 'e_attack', s: { del: 1, note } })).toMatchObject({ fault: { rule: 'document-full' } });
    while (add({ k: 's', s: { note } }).ok);
    expect(log.bytes).toBeLessThanOrEqual(16 * 2 ** 20);
  });
});

describe('gaps', () => {
  it('keep the part before them, drop the rest, and are named by their last clock', () => {
    const doc = new Y.Doc();
    doc.clientID = 5;
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    for (const key of ['e_number0', 'e_number1', 'e_number2', 'e_number3']) setRecord(doc, key, json);
    const log = storedLog();
    const verdict = offer(log, Y.mergeUpdates(updates.filter((_, i) => i !== 1)), senderOf(ANNA));
    expect(verdict).toMatchObject({ ok: true, gaps: new Map([[5, 3]]) });
    expect(log.nextClock(5)).toBe(1);
    expect(offer(log, Y.encodeStateAsUpdate(doc), senderOf(ANNA))).toMatchObject({
      ok: true,
      gaps: new Map(),
    });
    expect(Object.keys(readLog(log))).toHaveLength(6);
  });
});

describe('recovering after a restore', () => {
  it('admits records of other members, still one author per client, and nobody unknown', () => {
    const sender = { ...senderOf(ANNA), recoverable: new Set([ANNA, BERT]) };
    expect(judgeUpdate(new ClassLog(), berts, sender)).toMatchObject({
      ok: true,
      fresh: [{ author: BERT }, { author: BERT }],
    });
    expect(
      judgeUpdate(new ClassLog(), structs(2, item('e_attack1'), item('e_attack2', recordJson(BERT))), sender),
    ).toMatchObject({
      fault: { rule: 'client-of-another-author' },
    });
    expect(judgeUpdate(new ClassLog(), record({ a: 'm_nobody' }), sender)).toMatchObject({
      fault: { rule: 'foreign-author' },
    });
  });
});

function mutate(update: Uint8Array, changes: readonly (readonly [number, string, number])[]): Uint8Array {
  return changes.reduce<Uint8Array>((current, [position, what, byte]) => {
    const at = position % Math.max(1, current.length);
    const head = current.subarray(0, at);
    if (what === 'insert') return bytes(head, byte, current.subarray(at));
    if (what === 'cut') return bytes(head, current.subarray(at + (byte % 4) + 1));
    if (what === 'copy') return bytes(head, current.subarray(at, at + byte), current.subarray(at));
    return bytes(head, byte, current.subarray(at + 1));
  }, update);
}
