import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { parseStateVector } from './state-vector.ts';

it('reads what Yjs writes, as far as the client is known', () => {
  const doc = new Y.Doc();
  doc.clientID = 5;
  doc.getMap('log').set('e_record1', '{}');
  expect(parseStateVector(Y.encodeStateVector(doc), new Set([5]))).toEqual(new Map([[5, 1]]));
  expect(parseStateVector(Y.encodeStateVector(doc), new Set())).toEqual(new Map());
});

it.each([
  ['a known client twice', [2, 5, 1, 5, 1]],
  ['an unknown client twice', [2, 9, 1, 9, 1]],
  ['more clients than there can be', [0xc2, 0xb8, 0x02]],
  ['trailing bytes', [0, 0]],
])('refuses %s', (_, bytes) => {
  expect(parseStateVector(Uint8Array.from(bytes), new Set([5]))).toBeUndefined();
});
