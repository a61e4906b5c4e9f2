import { formatMinor } from '@tallybook/shared/money/amount';
import type { MemberBalance } from '@tallybook/shared/money/convert';
import { convertBalances, convertMinor } from '@tallybook/shared/money/convert';
import { hash32 } from '@tallybook/shared/money/hash32';
import { parseAmount } from '@tallybook/shared/money/parse-amount';

/** What a case is called, what the file expects and what the code gave. */
export interface CaseOutcome {
  name: string;
  expected: unknown;
  got: unknown;
}

interface Case {
  name?: string;
  in?: string;
  out?: number;
  fn?: string;
  args?: readonly unknown[];
  expect?: unknown;
  error?: boolean;
}

const runnersByPart: Readonly<Partial<Record<string, (testCase: Case) => CaseOutcome>>> = {
  hash32: (testCase) => ({
    name: JSON.stringify(testCase.in),
    expected: testCase.out,
    got: hash32(String(testCase.in)),
  }),
  money: (testCase) => ({
    name: testCase.name ?? `${String(testCase.fn)}${JSON.stringify(testCase.args)}`,
    // A refusal is written as null, or as error: true.
    expected: testCase.error === true ? null : (testCase.expect ?? null),
    got: callMoney(testCase),
  }),
};

/** What runs the cases of a part, or undefined while nothing does. A case of a wrong shape is a failed one. */
export function runnerFor(part: string): ((testCase: unknown) => CaseOutcome) | undefined {
  const run = Object.hasOwn(runnersByPart, part) ? runnersByPart[part] : undefined;
  if (!run) return undefined;
  return (testCase) => {
    if (typeof testCase === 'object' && testCase !== null) return run(testCase);
    return { name: JSON.stringify(testCase), expected: 'a case', got: typeof testCase };
  };
}

/** The value, or null when it is refused. What a writer must not do throws in the code, which is a refusal here. */
function callMoney({ fn, args = [] }: Case): unknown {
  if (fn === 'parseAmount') {
    const [text, currency] = args as [string, string];
    const amount = parseAmount(text, currency);
    return amount.ok ? amount.value : null;
  }
  try {
    switch (fn ?? '') {
      case 'formatMinor':
        return formatMinor(...(args as [number, string]));
      case 'convert':
        return convertMinor(...(args as [number, string, string, number, number]));
      case 'convertBalances':
        return convertBalances(...(args as [MemberBalance[], string, string, number, number, string]));
      default:
        return `no function ${String(fn)}`;
    }
  } catch (error) {
    if (error instanceof RangeError) return null;
    return `threw ${String(error)}`;
  }
}
