import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFairLine } from './fair-line.ts';
import type { FairLine, Turn } from './fair-line.ts';

const turn = (address: string, account: string): Turn => ({ address, account });

function drain<T>(line: FairLine<T>): T[] {
  const items: T[] = [];
  for (let item = line.next(); item !== undefined; item = line.next()) items.push(item);
  return items;
}

describe('a fair line', () => {
  it('gives addresses turns, and accounts of an address turns among themselves', () => {
    const line = createFairLine<string>();
    for (const n of [1, 2, 3]) line.add(turn('school', 'anna'), `anna${n}`);
    line.add(turn('school', 'ben'), 'ben1');
    line.add(turn('home', 'cleo'), 'cleo1');
    line.add(turn('home', 'cleo'), 'cleo2');
    expect(line.size()).toBe(6);
    expect(drain(line)).toEqual(['anna1', 'cleo1', 'ben1', 'cleo2', 'anna2', 'anna3']);
    expect(line.size()).toBe(0);
  });

  it('sheds the newest of the account that has most at the address that has most', () => {
    const line = createFairLine<string>();
    for (const n of [1, 2, 3]) line.add(turn('school', 'anna'), `anna${n}`);
    line.add(turn('school', 'ben'), 'ben1');
    line.add(turn('home', 'cleo'), 'cleo1');
    expect(line.shed(turn('home', 'cleo'))).toBe('anna3');
    expect(drain(line)).toEqual(['anna1', 'cleo1', 'ben1', 'anna2']);
  });

  it('sheds the newcomer where all have as much', () => {
    const line = createFairLine<string>();
    for (const who of ['anna', 'ben', 'cleo']) line.add(turn(who, who), who);
    expect(line.shed(turn('ben', 'ben'))).toBe('ben');
    expect(line.shed(turn('nobody', 'nobody'))).toBe('anna');
    expect(drain(line)).toEqual(['cleo']);
    expect(line.shed(turn('anna', 'anna'))).toBeUndefined();
  });

  it('gives back everything once, and keeps the order of each account', () => {
    const who = fc.record({ address: fc.constantFrom('a', 'b', 'c'), account: fc.constantFrom('x', 'y') });
    fc.assert(
      fc.property(
        fc.array(fc.oneof(who, fc.constant('next' as const), fc.constant('shed' as const))),
        (steps) => {
          const line = createFairLine<{ readonly by: Turn; readonly n: number }>();
          const added: number[] = [];
          const seen: { readonly by: Turn; readonly n: number }[] = [];
          const shed: number[] = [];
          for (const [n, one] of steps.entries()) {
            if (typeof one !== 'string') {
              line.add(one, { by: one, n });
              added.push(n);
              continue;
            }
            const item = one === 'next' ? line.next() : line.shed({ address: 'a', account: 'x' });
            if (item === undefined) continue;
            if (one === 'next') seen.push(item);
            else shed.push(item.n);
          }
          expect(line.size()).toBe(added.length - seen.length - shed.length);
          seen.push(...drain(line));
          expect([...seen.map(({ n }) => n), ...shed].toSorted((a, b) => a - b)).toEqual(added);
          for (const { by } of seen) {
            const own = seen.filter(
              (other) => other.by.address === by.address && other.by.account === by.account,
            );
            expect(own.map(({ n }) => n)).toEqual(own.map(({ n }) => n).toSorted((a, b) => a - b));
          }
        },
      ),
    );
  });
});
