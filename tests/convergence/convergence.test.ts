import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { HOSTILE, playRun, stepKinds } from './random-run.ts';

/** The long form: `pnpm campaign:convergence [runs]`. */
const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 800);
const seed = process.env['PROPERTY_SEED'];

const skew = fc.integer({ min: -28 * 3_600_000, max: 28 * 3_600_000 });

function runs(hostileShare: number) {
  const what = fc.oneof(
    {
      weight: 100 - hostileShare,
      arbitrary: fc.constantFrom('addEntry', 'addEntry', 'some', 'diff', ...stepKinds),
    },
    { weight: hostileShare, arbitrary: fc.constant(HOSTILE) },
  );
  const step = fc.record({ what, who: fc.nat(4), seed: fc.nat(2 ** 31) });
  return fc.record({
    clockSkewsMs: fc.array(skew, { minLength: 3, maxLength: 5 }),
    steps: fc.array(step, { minLength: 10, maxLength: 24, size: 'max' }),
  });
}

describe('convergence', () => {
  it.each([
    { name: 'honest writers', hostileShare: 0 },
    { name: 'a hostile writer', hostileShare: 30 },
  ])(
    'all replicas show the same after any interleaving, with $name',
    ({ hostileShare }) => {
      let committed = 0;
      fc.assert(
        fc.property(runs(hostileShare), (run) => {
          committed += playRun(run).committed;
        }),
        { numRuns: Math.ceil(numRuns / 2), ...(seed !== undefined && { seed: Number(seed) }) },
      );
      // A run in which every command is refused would prove nothing.
      expect(committed).toBeGreaterThan(numRuns);
    },
    Math.max(60_000, numRuns * 120),
  );
});
