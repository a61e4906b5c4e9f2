/** What a case is called, what the file expects and what the code gave. */
export interface CaseOutcome {
  name: string;
  expected: unknown;
  got: unknown;
}

/** A case as far as its part's runner understands it; what is in the fields is the file's business. */
export interface VectorCase {
  name?: string;
  in?: unknown;
  out?: unknown;
  fn?: string;
  args?: readonly unknown[];
  expect?: unknown;
  error?: boolean;
  log?: unknown;
  quarantined?: unknown;
  balances?: unknown;
  edges?: unknown;
  steady?: unknown;
  fewestCount?: unknown;
}

/** What a case with `fn` expects: a refusal is written as null, or as error: true. */
export function expectedOf({ error, expect }: VectorCase): unknown {
  return error === true ? null : (expect ?? null);
}
