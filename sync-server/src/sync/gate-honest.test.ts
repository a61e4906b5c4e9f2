import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { ClassLog } from './class-log.ts';
import { ANNA, BERT, offer, readLog, recordJson, senderOf } from './gate-fixture.ts';

/** One page load of one member: a Yjs client with what it has sent so far. */
interface Tab {
  readonly memberId: string;
  readonly doc: Y.Doc;
  readonly updates: Uint8Array[];
}

/** What honest clients do: write, in one transaction or several, send, send again, sync, reload, gossip. */
const steps = fc.array(
  fc.record({
    what: fc.constantFrom(
      'write',
      'write',
      'send',
      'resend',
      'merge',
      'step-2',
      'stale',
      'gossip',
      'pull',
      'reload',
    ),
    tab: fc.nat({ max: 3 }),
    other: fc.nat({ max: 3 }),
    count: fc.integer({ min: 1, max: 4 }),
  }),
  { minLength: 5, maxLength: 60 },
);

it('never refuses what honest clients send, and ends with what they have', () => {
  fc.assert(
    fc.property(steps, (plan) => {
      const log = new ClassLog();
      let serial = 0;
      const open = (memberId: string): Tab => ({ memberId, doc: new Y.Doc(), updates: [] });
      const tabs = [open(ANNA), open(ANNA), open(BERT), open(BERT)];
      const pick = (i: number): Tab => tabs[i] ?? open(ANNA);
      const pull = ({ doc }: Tab): void => Y.applyUpdate(doc, log.encodeDurable(), 'server');
      // Others' records travel only through the server or another tab of the same account.
      const send = (tab: Tab, update: Uint8Array) => {
        const verdict = offer(log, update, senderOf(tab.memberId));
        expect(verdict.ok ? 'passed' : verdict.fault).toBe('passed');
        return verdict;
      };

      for (const { what, tab: i, other, count } of plan) {
        const tab = pick(i);
        switch (what) {
          case 'write': {
            const before = Y.encodeStateVector(tab.doc);
            tab.doc.transact(() => {
              for (let n = 0; n < count; n++) {
                tab.doc
                  .getMap('log')
                  .set(`e_${String(serial++).padStart(16, 'k')}`, recordJson(tab.memberId));
              }
            });
            tab.updates.push(Y.encodeStateAsUpdate(tab.doc, before));
            break;
          }
          case 'send':
            for (const update of tab.updates.slice(-count)) send(tab, update);
            break;
          case 'resend':
            for (const update of tab.updates) send(tab, update);
            break;
          case 'merge':
            if (tab.updates.length > 0) send(tab, Y.mergeUpdates(tab.updates.slice(-count)));
            break;
          case 'step-2':
            send(tab, Y.encodeStateAsUpdate(tab.doc, Y.encodeStateVectorFromUpdate(log.encodeDurable())));
            break;
          case 'stale':
            send(tab, Y.encodeStateAsUpdate(tab.doc));
            break;
          case 'gossip': {
            const from = pick(other);
            if (from.memberId === tab.memberId)
              Y.applyUpdate(tab.doc, Y.encodeStateAsUpdate(from.doc), 'tab');
            break;
          }
          case 'pull':
            pull(tab);
            break;
          case 'reload': {
            const doc = new Y.Doc();
            Y.applyUpdate(doc, Y.encodeStateAsUpdate(tab.doc), 'disk');
            tabs[i] = { memberId: tab.memberId, doc, updates: [] };
            break;
          }
          default:
            what satisfies never;
        }
      }

      for (const tab of tabs) {
        const verdict = send(
          tab,
          Y.encodeStateAsUpdate(tab.doc, Y.encodeStateVectorFromUpdate(log.encodeDurable())),
        );
        expect(verdict.ok && verdict.gaps.size).toBe(0);
      }
      for (const tab of tabs) {
        pull(tab);
        expect(tab.doc.getMap('log').toJSON()).toEqual(readLog(log));
        expect(tab.doc.store.pendingStructs).toBeNull();
      }
    }),
    { numRuns: 400 },
  );
});

it('writes what Yjs writes, and reads it back', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.string({ unit: 'binary', maxLength: 300 })), { maxLength: 4 }),
      (clients) => {
        const doc = new Y.Doc();
        clients.forEach((notes, c) => {
          doc.clientID = 1000 - c;
          notes.forEach((note, n) => {
            doc
              .getMap('log')
              .set(`r_${String(c)}${String(n).padStart(10, '0')}`, recordJson(ANNA, { s: { note } }));
          });
        });
        const update = Y.encodeStateAsUpdate(doc);
        const log = ClassLog.read([update]);
        expect(log && Buffer.compare(log.encodeDurable(), update)).toBe(0);
        expect(log?.bytes).toBeLessThanOrEqual(update.length);
      },
    ),
  );
});
