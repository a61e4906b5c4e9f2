import * as Y from 'yjs';
import type { ClassLog } from './class-log.ts';
import { judgeUpdate } from './gate.ts';
import type { Sender, Verdict } from './gate.ts';

export const ANNA = 'm_annaaaaa';
export const BERT = 'm_bertaaaa';
const PLENTY = 2 ** 30;

/** A sender with room for everything. */
export function senderOf(memberId: string): Sender {
  return { memberId, bytesLeft: PLENTY };
}

/** The JSON of a valid expense, unless `overrides` makes it something else. */
export function recordJson(author: string, overrides: Readonly<Record<string, unknown>> = {}): string {
  const leg = {
    cur: 'EUR',
    amt: 1850,
    pay: [[author, 1850]],
    owe: [
      [ANNA, 925],
      [BERT, 925],
    ],
  };
  return JSON.stringify({
    k: 'x',
    t: 1,
    a: author,
    s: { money: { legs: [leg] }, title: 'Zoë’s 🍕' },
    ...overrides,
  });
}

/** The update of one transaction of a new Yjs client, and nothing before it. */
export function updateOf(change: (doc: Y.Doc) => void, clientId?: number): Uint8Array {
  const doc = new Y.Doc();
  if (clientId !== undefined) doc.clientID = clientId;
  doc.transact(() => change(doc));
  return Y.encodeStateAsUpdate(doc);
}

export function setRecord(doc: Y.Doc, key: string, json: string): void {
  doc.getMap('log').set(key, json);
}

/** Judges an update and takes in what passes, as a room does. */
export function offer(log: ClassLog, update: Uint8Array, sender: Sender): Verdict {
  const verdict = judgeUpdate(log, update, sender);
  if (verdict.ok) log.markDurable(log.add(verdict.fresh));
  return verdict;
}

/** What a Yjs client makes of the log. */
export function readLog(log: ClassLog): Record<string, unknown> {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, log.encodeDurable());
  return doc.getMap('log').toJSON();
}
