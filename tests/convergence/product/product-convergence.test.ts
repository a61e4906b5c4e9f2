import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { playProductRun, productSteps, type ProductStepKind } from './product-run.ts';

/** The long form: `PROPERTY_RUNS=5000`, with `PROPERTY_SEED` to play one again. Searching for a shorter one takes minutes. */
const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 200);
const seed = process.env['PROPERTY_SEED'];

const frequent: ProductStepKind[] = [
  'write',
  'write',
  'write',
  'move',
  'move',
  'move',
  'settle',
  'disk',
  'disk',
];
const steps = fc.record({
  what: fc.constantFrom(...frequent, ...frequent, ...productSteps),
  who: fc.nat(4),
  seed: fc.nat(2 ** 31),
});
const runs = fc.record({
  clockSkewsMs: fc.array(fc.integer({ min: -3_600_000, max: 3_600_000 }), { minLength: 3, maxLength: 5 }),
  steps: fc.array(steps, { minLength: 15, maxLength: 40, size: 'max' }),
});

describe('the app and the server together', () => {
  it(
    'lose nothing, double nothing and end up the same, whatever happens to networks, tabs, disks and members',
    async () => {
      let saved = 0;
      await fc.assert(
        fc.asyncProperty(runs, async (run) => void (saved += await playProductRun(run))),
        { numRuns, endOnFailure: true, ...(seed !== undefined && { seed: Number(seed) }) },
      );
      // A run in which nothing was saved would prove nothing.
      expect(saved).toBeGreaterThan(numRuns);
    },
    Math.max(120_000, numRuns * 1_000),
  );
});
