import type { ClassEntry } from '@tallybook/shared/class-doc/records';
import type { ClassNarrowing } from './narrowing.ts';

export interface FoundSum {
  readonly currency: string;
  readonly kind: NonNullable<ClassNarrowing['kind']>;
  readonly minor: bigint;
}

/** What the found entries come to, per currency and kind; a conversion moves no money and is left out. */
export function foundSums(entries: readonly ClassEntry[]): FoundSum[] {
  const sums = new Map<string, { currency: string; kind: FoundSum['kind']; minor: bigint }>();
  for (const { kind: entryKind, legs } of entries) {
    const kind = entryKind === 'settlement' ? 'payment' : entryKind;
    if (kind === 'conversion' || kind === 'other') continue;
    for (const { cur, amt } of legs) {
      const key = `${cur} ${kind}`;
      const sum = sums.get(key);
      if (sum) sum.minor += BigInt(amt);
      else sums.set(key, { currency: cur, kind, minor: BigInt(amt) });
    }
  }
  return [...sums.values()].sort((a, b) =>
    a.currency === b.currency ? (a.kind < b.kind ? -1 : 1) : a.currency < b.currency ? -1 : 1,
  );
}
