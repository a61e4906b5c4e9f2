import { hash32 } from '@tallybook/shared/money/hash32';
import { runBalances, runFold } from './run-log.ts';
import { callMoney } from './run-money.ts';
import { runSettle } from './run-settle.ts';
import { callSplit } from './run-split.ts';
import type { CaseOutcome, VectorCase } from './vector-case.ts';
import { expectedOf } from './vector-case.ts';

type Comparison = Omit<CaseOutcome, 'name'>;

const comparisonByPart: Readonly<Partial<Record<string, (testCase: VectorCase) => Comparison>>> = {
  hash32: ({ in: text, out }) => ({ expected: out, got: hash32(String(text)) }),
  split: (testCase) => ({ expected: expectedOf(testCase), got: callSplit(testCase) }),
  money: (testCase) => ({ expected: expectedOf(testCase), got: callMoney(testCase) }),
  balances: runBalances,
  settle: runSettle,
  fold: runFold,
};

/** Runs one case. Whatever is wrong with the case, or thrown by the code, is an outcome that differs from the expected. */
export function runCase(part: string, testCase: unknown, fallbackName: string): CaseOutcome {
  if (!Object.hasOwn(comparisonByPart, part)) {
    return { name: fallbackName, expected: 'a known part', got: `no part ${part}` };
  }
  if (typeof testCase !== 'object' || testCase === null || Array.isArray(testCase)) {
    return { name: fallbackName, expected: 'a case', got: JSON.stringify(testCase) };
  }
  const { name = fallbackName }: VectorCase = testCase;
  try {
    return { name, expected: 'a result', got: 'none', ...comparisonByPart[part]?.(testCase) };
  } catch (error) {
    return { name, expected: 'a result', got: `threw ${String(error)}` };
  }
}
