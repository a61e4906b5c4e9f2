import { fewestPlan } from '@tallybook/shared/balances/fewest-plan';
import type { Balance } from '@tallybook/shared/balances/payment';
import { steadyPlan } from '@tallybook/shared/balances/steady-plan';
import { RandomSource } from '../../support/random-source.ts';
import { greedyPlan } from './greedy-plan.ts';
import { Samples, timed } from './medians.ts';

const peopleCounts = [8, 12, 16, 20, 24, 30];
const warmUps = 5;
const ledgersPerRow = 25;

interface Ledger {
  balances: Balance[];
  together: string[][];
}

/** Ledgers of n people, none of whom has balance zero. */
const kinds: Readonly<Record<string, (people: number, random: RandomSource) => Ledger>> = {
  'random cents': (people, random) => ledger([people], () => random.integer(-50_000, 50_000)),
  'small integers': (people, random) => ledger([people], () => random.integer(-12, 12)),
  'all different': (people, random) => {
    // Many subsets that sum to zero and nobody alike: the dearest case for the exact ways.
    let call = 0;
    return ledger([people], () => random.pick([-1, 1]) * (1 + (call++ % (people - 1))));
  },
  'five prices': (people, random) =>
    ledger([people], () => random.pick([-1_500, -1_000, -250, 1_000, 1_750])),
  'sub-groups of 4': (people, random) =>
    ledger(
      Array.from({ length: people / 4 }, () => 4),
      () => random.integer(-50_000, 50_000),
    ),
};

/** Prints payments and median times of the three plans, made of the same ledgers in turn. */
export function benchPlans(seed = 1): void {
  console.log(
    `Settling up, ${ledgersPerRow} ledgers a row, seed ${seed}; target: fewest of 20 people <= 20 ms`,
  );
  console.log(
    '                            median ms                  most ms   payments in all                 proven',
  );
  console.log(
    'ledger           people   steady   greedy   fewest    fewest   steady  greedy  fewest  greedy+   fewest',
  );
  for (const [kind, makeLedger] of Object.entries(kinds)) {
    for (const people of peopleCounts) {
      if (kind === 'sub-groups of 4' && people % 4 !== 0) continue;
      console.log(`${kind.padEnd(16)} ${String(people).padStart(6)} ${benchRow(people, makeLedger, seed)}`);
    }
  }
  console.log('');
}

function benchRow(
  people: number,
  makeLedger: (people: number, random: RandomSource) => Ledger,
  seed: number,
): string {
  const random = new RandomSource(seed * 1_000 + people);
  const times = new Samples();
  const fewestTimes: number[] = [];
  const payments = { steady: 0, greedy: 0, fewest: 0 };
  let proven = 0;
  for (let run = -warmUps; run < ledgersPerRow; run++) {
    const { balances, together } = makeLedger(people, random);
    const steady = timed(() => steadyPlan(balances, together));
    const greedy = timed(() => greedyPlan(balances));
    const fewest = timed(() => fewestPlan(balances, together));
    if (run < 0) continue;
    times.add('steady', steady.ms);
    times.add('greedy', greedy.ms);
    times.add('fewest', fewest.ms);
    fewestTimes.push(fewest.ms);
    payments.steady += steady.value.length;
    payments.greedy += greedy.value.length;
    payments.fewest += fewest.value.payments.length;
    if (fewest.value.isProvenFewest) proven++;
  }
  const ms = (value: number) => value.toFixed(value < 1 ? 3 : 1).padStart(8);
  const count = (value: number) => String(value).padStart(7);
  const waste = `${(100 * (payments.greedy / payments.fewest - 1)).toFixed(1)} %`;
  return [
    ...['steady', 'greedy', 'fewest'].map((plan) => ms(times.median(plan))),
    ` ${ms(Math.max(...fewestTimes))}`,
    ` ${count(payments.steady)}`,
    count(payments.greedy),
    count(payments.fewest),
    waste.padStart(8),
    `${String(proven).padStart(4)}/${ledgersPerRow}`,
  ].join(' ');
}

/** One set of people per size, who settle among themselves. */
function ledger(sizes: readonly number[], nextMinor: () => number): Ledger {
  const balances: Balance[] = [];
  const together = sizes.map((size, set) => {
    const minors = zeroSum(size, nextMinor);
    return minors.map((minor, i) => {
      // People of different sets alternate by id, as they do where ids are random.
      const id = `m_${String(i).padStart(4, '0')}${String(set).padStart(4, '0')}`;
      balances.push([id, BigInt(minor)]);
      return id;
    });
  });
  return { balances, together };
}

function zeroSum(size: number, nextMinor: () => number): number[] {
  for (;;) {
    const minors = Array.from({ length: size - 1 }, nextMinor);
    const all = [...minors, -minors.reduce((sum, minor) => sum + minor, 0)];
    if (!all.includes(0)) return all;
  }
}
