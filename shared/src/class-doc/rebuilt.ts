import { ClassLedger } from './class-ledger.ts';
import type { LogChange } from './revision-store.ts';

/**
 * Throws when a ledger that was kept up change by change differs from one that is built anew from what the log holds
 * now, naming the first part that differs. As slow as loading: for tests and for checks while developing. [D8]
 */
export function assertSameAsRebuilt(ledger: ClassLedger, contents: Iterable<LogChange>): void {
  const rebuilt = new ClassLedger();
  rebuilt.apply(contents);
  const kept = stateOf(ledger);
  const expected = stateOf(rebuilt);
  for (const part of new Set([...kept.keys(), ...expected.keys()])) {
    const [is, shouldBe] = [kept.get(part) ?? 'missing', expected.get(part) ?? 'missing'];
    if (is !== shouldBe) throw new Error(`${part} is ${is}, rebuilt it is ${shouldBe}`);
  }
}

/** All that a ledger tells, part by part as texts. */
function stateOf(ledger: ClassLedger): ReadonlyMap<string, string> {
  const state = new Map<string, string>();
  const set = (part: string, value: unknown) => state.set(part, toText(value));
  set('maxSeenMs', ledger.maxSeenMs);
  set('info', ledger.info());
  set('quarantined', ledger.quarantined());
  for (const entry of ledger.entries()) {
    set(`entry ${entry.id}`, [entry, ledger.entity(entry.id), ledger.history(entry.id)]);
  }
  for (const member of ledger.members().values()) {
    set(`member ${member.id}`, [member, ledger.entity(member.id), ledger.history(member.id)]);
  }
  set('units', [
    Array.from(ledger.units()).sort(([a], [b]) => (a < b ? -1 : 1)),
    Array.from(ledger.unitWishes()).sort(([a], [b]) => (a < b ? -1 : 1)),
  ]);
  for (const plan of ledger.plans()) set(`plan ${plan.id}`, plan);
  for (const comment of ledger.comments()) set(`comment ${comment.id}`, comment);
  for (const [currency, figures] of ledger.balances()) {
    set(`balances ${currency}`, figures);
    set(`together ${currency}`, ledger.together(currency));
    const ids = Array.from(figures.keys());
    set(
      `settlements of ${currency}`,
      ids.map((a) => ids.map((b) => ledger.settlementsBetween(a, b))),
    );
  }
  return state;
}

/** JSON that also tells maps and bigints. */
function toText(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part === 'bigint') return `${String(part)}n`;
    return part instanceof Map ? Array.from(part as Map<unknown, unknown>) : part;
  });
}
