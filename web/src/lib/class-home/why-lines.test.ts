import { describe, expect, it } from 'vitest';
import { whyLines } from './why-lines.ts';

const explanation = {
  lines: [
    { entryId: 'e_a', minor: 900n },
    { entryId: 'e_b', minor: -250n },
    { entryId: 'e_c', minor: 30n },
  ],
  balanceMinor: 680n,
};

describe('whyLines', () => {
  it('runs from nothing to the balance', () => {
    const { carriedCount, lines } = whyLines(explanation, 60);
    expect(carriedCount).toBe(0);
    expect(lines.map(({ runningMinor }) => runningMinor)).toEqual([900n, 650n, 680n]);
  });

  it('carries what is not shown, so that the sum still is the balance', () => {
    const { carriedCount, carriedMinor, lines } = whyLines(explanation, 1);
    expect([carriedCount, carriedMinor]).toEqual([2, 650n]);
    expect(lines).toEqual([{ entryId: 'e_c', minor: 30n, runningMinor: 680n }]);
  });

  it('has nothing to say of a balance that nothing moved', () => {
    expect(whyLines({ lines: [], balanceMinor: 0n }, 60)).toEqual({
      carriedCount: 0,
      carriedMinor: 0n,
      lines: [],
    });
  });
});
