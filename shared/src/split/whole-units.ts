/** An integer from zero that a double holds exactly; -0 is none, since JSON does not keep it. */
export function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && !Object.is(value, -0);
}

/** The exact sum of integers. */
export function sumUnits(values: readonly number[]): bigint {
  return values.reduce((sum, value) => sum + BigInt(value), 0n);
}

/** Whether integers can be added and subtracted in any order without passing 2^53. */
export function addSafely(values: readonly number[]): boolean {
  return sumUnits(values.map(Math.abs)) <= BigInt(Number.MAX_SAFE_INTEGER);
}

/** The other sign, without a negative zero. */
export function negated(value: number): number {
  return value === 0 ? 0 : -value;
}
