import { describe, expect, it } from 'vitest';
import { Array as YArray, Doc, Map as YMap, Text as YText, applyUpdate, encodeStateAsUpdate } from 'yjs';
import { ledgerFromDocument } from './follow-document.ts';
import { logContents, logOf } from './log.ts';
import { ALI, change } from './test-records.ts';

/** A document as it arrives from another device, whose code did what it liked. */
function arrivedFrom(write: (doc: Doc) => void): Doc {
  const [there, here] = [new Doc(), new Doc()];
  write(there);
  applyUpdate(here, encodeStateAsUpdate(there));
  return here;
}

const good = change('e_0000010', { s: { title: 'Tea' } });

describe('log', () => {
  it('[D7] is the map under one root, whatever type others gave it', () => {
    const roots: ((doc: Doc) => void)[] = [
      (doc) => doc.getArray('log').push(['text', 7]),
      (doc) => doc.getText('log').insert(0, 'some text'),
      (doc) => doc.getXmlFragment('log'),
    ];
    for (const write of roots) {
      const doc = arrivedFrom(write);
      expect(Array.from(logContents(doc))).toEqual([]);
      logOf(doc).set(good.id, good.value);
      expect(Array.from(logContents(doc))).toEqual([good]);
      expect(ledgerFromDocument(doc).quarantined()).toEqual([]);
    }
  });

  it('[D7] puts values aside that are no text, and reads those beside them', () => {
    const values: unknown[] = [
      null,
      7,
      -0,
      NaN,
      10n,
      true,
      [good.value],
      { k: 'x', t: 1, a: ALI, s: {} },
      new Uint8Array(3),
      new YMap([['k', 'x']]),
      YArray.from([1]),
      new YText('{"k":"x"}'),
      new Doc(),
    ];
    const doc = arrivedFrom((there) => {
      const log = logOf(there);
      values.forEach((value, i) => log.set(`e_100000${String(i)}`, value));
      log.set(good.id, good.value);
      log.set('__proto__', good.value);
      log.set('e_undefined', undefined);
    });
    const ledger = ledgerFromDocument(doc);
    expect(ledger.quarantined()).toHaveLength(values.length + 1);
    expect(ledger.quarantined()[0]).toEqual({ id: '__proto__', reason: 'key' });
    expect(ledger.quarantined().filter(({ reason }) => reason !== 'not-a-string')).toHaveLength(1);
    expect(Array.from(ledger.entries(), ({ title }) => title)).toEqual(['Tea']);
    logOf(doc).delete('e_1000000');
    expect(ledgerFromDocument(doc).quarantined()).toHaveLength(values.length);
  });
});
