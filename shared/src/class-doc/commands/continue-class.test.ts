import { expect, it } from 'vitest';
import { derivedId } from '../../revisions/derived-id.ts';
import { addOpening, continuedText, sayContinued } from './continue-class.ts';
import { classOfThree, dinner, exchange } from './test-replica.ts';

it('[D41] an opening balance that two write at once is one entry, under keys that are fresh', () => {
  const replicas = classOfThree();
  const id = derivedId('o', ['opening', 'EUR', '0']);
  const keys = replicas
    .slice(0, 2)
    .flatMap((one) => one.run(addOpening(one.ledger, { id, fields: dinner() }, one.context)).rows)
    .map((row) => row.id);
  exchange(replicas);
  expect(new Set(keys).size).toBe(2);
  for (const key of keys) expect(key).toMatch(/^r_/);
  for (const { ledger } of replicas) {
    expect(Array.from(ledger.entries(), (entry) => entry.id)).toEqual([id]);
    const balances = ledger.balancesOf('EUR').map(([, minor]) => minor);
    expect(balances.reduce((sum, minor) => sum + minor, 0n)).toBe(0n);
  }
});

it('[D41] where a class goes on is said once, and the later word counts', () => {
  const replicas = classOfThree();
  const [anna, bea] = replicas;
  expect(continuedText(anna.ledger)).toBeNull();
  anna.run(sayContinued(anna.ledger, 'It goes on in Flat 2.', anna.context));
  bea.nowMs += 60_000;
  bea.run(sayContinued(bea.ledger, 'It goes on in Flat 3.', bea.context));
  exchange(replicas);
  for (const { ledger } of replicas) expect(continuedText(ledger)).toBe('It goes on in Flat 3.');
});
