import { ledgerFromDocument } from '@tallybook/shared/class-doc/follow-document';
import { logOf } from '@tallybook/shared/class-doc/log';
import { describe, expect, it } from 'vitest';
import { Doc, encodeStateAsUpdate, Map as YMap } from 'yjs';
import { canonicalState } from '../support/canonical-state.ts';
import { Replica } from '../support/replica.ts';
import { honestBalances, honestChanges } from './honest-log.ts';

const honestUpdate = () => {
  const doc = new Doc();
  for (const { id, value } of honestChanges) logOf(doc).set(id, value);
  return encodeStateAsUpdate(doc);
};

/** Another type in the place of the log, as a program that means no good opens it. */
const otherRoots: readonly { name: string; write: (doc: Doc) => unknown }[] = [
  { name: 'text', write: (doc) => doc.getText('log').insert(0, 'not a log at all') },
  { name: 'formatted text', write: (doc) => doc.getText('log').insert(0, 'bold', { bold: { nested: [1] } }) },
  { name: 'an embed', write: (doc) => doc.getText('log').insertEmbed(0, { image: 'x' }) },
  { name: 'an array', write: (doc) => doc.getArray('log').push([1, 'two', { three: 3 }, null]) },
  { name: 'an array of types', write: (doc) => doc.getArray('log').push([new YMap([['e_in_an_array', 1]])]) },
  { name: 'XML', write: (doc) => doc.getXmlElement('log').setAttribute('e_attribute', 'value') },
];

describe('what a program with Yjs can do to the log', () => {
  it.each(otherRoots)('survives $name in the root, before and after the log', ({ write }) => {
    const hostile = new Doc();
    write(hostile);
    const update = encodeStateAsUpdate(hostile);
    const [first, last] = [new Replica(), new Replica()];
    first.receive(update);
    first.receive(honestUpdate());
    last.receive(honestUpdate());
    last.receive(update);
    last.receive(encodeStateAsUpdate(first.doc));
    expect(canonicalState(last.ledger)).toBe(canonicalState(first.ledger));
    expect(canonicalState(ledgerFromDocument(last.doc))).toBe(canonicalState(first.ledger));
    expect(first.ledger.balancesOf('EUR')).toEqual(honestBalances);
  });

  it('follows a record that is overwritten, deleted and written again', () => {
    const [near, far] = [new Replica(), new Replica()];
    near.receive(honestUpdate());
    const hostile = new Doc();
    const steps: (() => unknown)[] = [
      () => logOf(hostile).set('e_honest00', '{}'),
      () => logOf(hostile).set('e_honest00', 12n),
      () => logOf(hostile).delete('e_honest00'),
      () =>
        logOf(hostile).set(
          'e_honest00',
          JSON.stringify({ k: 'i', t: 5, a: 'm_bea00000', s: { title: 'mine' } }),
        ),
      () => logOf(hostile).clear(),
      () => logOf(hostile).set('e_honest00', honestChanges[0]?.value),
    ];
    for (const step of steps) {
      near.sendTo(hostile);
      step();
      near.receive(encodeStateAsUpdate(hostile));
      expect(canonicalState(ledgerFromDocument(near.doc))).toBe(canonicalState(near.ledger));
    }
    far.receive(encodeStateAsUpdate(near.doc));
    expect(canonicalState(far.ledger)).toBe(canonicalState(near.ledger));
    expect(near.ledger.balancesOf('EUR')).toEqual(honestBalances);
  });

  it('is not moved by edits inside a nested type under a key', () => {
    const hostile = new Doc();
    const nested = new YMap<unknown>();
    logOf(hostile).set('e_nested00', nested);
    const replica = new Replica();
    replica.receive(encodeStateAsUpdate(hostile));
    nested.set('k', 'x');
    replica.receive(encodeStateAsUpdate(hostile));
    replica.receive(honestUpdate());
    expect(replica.ledger.quarantined().map(({ id }) => id)).toEqual(['e_nested00']);
    expect(replica.ledger.balancesOf('EUR')).toEqual(honestBalances);
  });
});
