import type { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';
import type { Command, WriteContext } from '@tallybook/shared/class-doc/commands/command';
import type { CommandRefusal } from '@tallybook/shared/class-doc/commands/command-refusal';
import type { Result } from '@tallybook/shared/money/result';
import type { RandomSource } from '../support/random-source.ts';

export type Outcome = Result<Command, CommandRefusal>;
export type RandomCommands = Readonly<
  Record<string, (ledger: ClassLedger, context: WriteContext, random: RandomSource) => Outcome>
>;

/** An id that no entity of a random run has. */
export const NOTHING = 'e_nothing0';

export function someEntryId(ledger: ClassLedger, random: RandomSource): string {
  return pickId(ledger.entries(), random);
}

export function somePlanId(ledger: ClassLedger, random: RandomSource): string {
  return pickId(ledger.plans(), random);
}

/** The id of one of them, or of nothing. */
export function pickId(ones: Iterable<{ id: string }>, random: RandomSource): string {
  const ids = Array.from(ones, ({ id }) => id);
  return ids.length > 0 ? random.pick(ids) : NOTHING;
}

export function someMemberId(ledger: ClassLedger, context: WriteContext, random: RandomSource): string {
  return random.pick([context.authorId, ...ledger.members().keys()]);
}

/** A member without an account, or whoever writes. */
export function someClaimableId(ledger: ClassLedger, context: WriteContext, random: RandomSource): string {
  const guests = Array.from(ledger.members().values()).filter(({ isAuthor }) => !isAuthor);
  return random.pick([context.authorId, ...guests.map(({ id }) => id)]);
}

/** Two of them, nearly always different ones. */
export function twoMemberIds(
  ledger: ClassLedger,
  context: WriteContext,
  random: RandomSource,
): [string, string] {
  const first = someMemberId(ledger, context, random);
  const second = someMemberId(ledger, context, random);
  return [first, first === second ? someMemberId(ledger, context, random) : second];
}

/** Whom a picker offers: who has not left, each person once. */
export function pickableIds(ledger: ClassLedger, context: WriteContext): string[] {
  const present = Array.from(ledger.members().values()).filter(({ hasLeft }) => !hasLeft);
  const idByPerson = new Map<string, string>();
  for (const id of [context.authorId, ...present.map((member) => member.id)]) {
    const person = ledger.identity(id);
    if (!idByPerson.has(person)) idByPerson.set(person, id);
  }
  return Array.from(idByPerson.values());
}

/** At least one of them, in any order. */
export function someOf<T>(values: readonly T[], random: RandomSource): T[] {
  const left = [...values];
  const count = Math.min(left.length, random.integer(1, Math.max(1, left.length)));
  return Array.from({ length: count }, () => left.splice(random.integer(0, left.length - 1), 1)).flat();
}
