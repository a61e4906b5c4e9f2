import { sumUnits } from './whole-units.ts';

/**
 * Gives the only empty field what is missing to the total; `null` stands for empty, typed nowhere or cleared again.
 * Minor units, or basis points of 10,000. Nothing is filled in when none or several are empty, when a value is no
 * integer, or when more than the total is given out already: the refusal of the split says by how much. [S10]
 */
export function fillRest(totalMinor: number, values: readonly (number | null)[]): (number | null)[] {
  const filled = Array.from(values);
  const typed = values.filter((value) => value !== null);
  if (typed.length !== values.length - 1 || ![totalMinor, ...typed].every(Number.isSafeInteger))
    return filled;
  const rest = BigInt(totalMinor) - sumUnits(typed);
  // On the other side of zero than the total there is no rest to take.
  if (totalMinor < 0 ? rest > 0n : rest < 0n) return filled;
  filled[values.indexOf(null)] = Number(rest);
  return filled;
}
