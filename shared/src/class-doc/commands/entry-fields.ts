import type { Day } from '../../calendar/day.ts';
import type { Result } from '../../money/result.ts';
import { isSameJson } from '../../revisions/json-shape.ts';
import type { Leg, MoneyGroup } from '../../revisions/money-group.ts';
import type { MoneyInput } from '../../split/money-input.ts';
import { openMoney } from '../../split/open-money.ts';
import { resolveMoney } from '../../split/resolve-money.ts';
import type { ClassLedger } from '../class-ledger.ts';
import type { WriteContext } from './command.ts';
import type { FieldFault } from './command-refusal.ts';
import { isKnownMember } from './known-member.ts';
import { categoryFaults, dayFaults, tagFaults, textFaults } from './text-faults.ts';

/** What a person enters about an expense or income. Amounts are in minor units; texts may be ''. */
export interface EntryFields {
  money: MoneyInput;
  day: Day;
  title: string;
  category: string;
  note: string;
  tags?: readonly string[];
}

/** The faults of all fields that are given, money apart. [D22] */
export function fieldFaults(fields: Partial<EntryFields>): FieldFault[] {
  const { day, category, title, note, tags } = fields;
  return [
    ...(day === undefined ? [] : dayFaults(day)),
    ...(category === undefined ? [] : categoryFaults(category)),
    ...(title === undefined ? [] : textFaults('title', title)),
    ...(note === undefined ? [] : textFaults('note', note)),
    ...(tags === undefined ? [] : tagFaults(tags)),
  ];
}

/** What resolving money against the members of a class needs to know. */
export interface MoneyScope {
  ledger: ClassLedger;
  context: WriteContext;
  /** The id of the entity, so that odd cents go to the same people however often it is split. */
  seed: string;
  /** Legs from before an edit: whom they name may stay, also after leaving, and under several ids. */
  before: readonly Leg[];
}

/** The money to write: split once, here, among members of the class. [D23] */
export function resolveAmongMembers(money: MoneyInput, scope: MoneyScope): Result<MoneyGroup, FieldFault[]> {
  const resolved = resolveMoney(money, scope.seed);
  if (!resolved.ok) {
    return { ok: false, refusal: [{ field: 'money', reason: 'not-resolved', refusal: resolved.refusal }] };
  }
  const faults = memberFaults(resolved.value.legs, scope);
  return faults.length > 0 ? { ok: false, refusal: faults } : resolved;
}

/** Whether money opens in the editor as what was entered now, or would be stored as it is: then it stays untouched. */
export function isSameMoney(
  stored: MoneyGroup,
  entered: MoneyInput,
  resolved: MoneyGroup | null,
  seed: string,
): boolean {
  const opened = openMoney(entered.kind, stored, seed);
  return (
    (opened !== null && isSameJson(toJson(opened), toJson(entered))) ||
    (resolved !== null && isSameJson(toJson(stored), toJson(resolved)))
  );
}

function memberFaults(legs: readonly Leg[], { ledger, context, before }: MoneyScope): FieldFault[] {
  const kept = new Set(namedIn(before));
  const all = [...new Set(namedIn(legs))].sort();
  const named = all.filter((id) => !kept.has(id));
  const members = ledger.members();
  const unknown = named.filter((id) => !isKnownMember(ledger, id, context));
  const left = named.filter((id) => members.get(id)?.hasLeft);
  const faults: FieldFault[] = [];
  if (unknown.length > 0) faults.push({ field: 'members', reason: 'unknown', memberIds: unknown });
  if (left.length > 0) faults.push({ field: 'members', reason: 'left', memberIds: left });
  for (const memberIds of samePeople(all, (id) => ledger.identity(id))) {
    if (!memberIds.every((id) => kept.has(id)))
      faults.push({ field: 'members', reason: 'same-person', memberIds });
  }
  return faults;
}

/** The ids of each person who is there under more than one. */
function samePeople(ids: readonly string[], identity: (id: string) => string): string[][] {
  const idsByPerson = new Map<string, string[]>();
  for (const id of ids) {
    const known = idsByPerson.get(identity(id));
    if (known) known.push(id);
    else idsByPerson.set(identity(id), [id]);
  }
  return Array.from(idsByPerson.values()).filter((same) => same.length > 1);
}

function namedIn(legs: readonly Leg[]): string[] {
  return legs.flatMap(({ pay, owe }) => [...pay, ...owe].map(([id]) => id));
}

/** As it will be stored: properties that are undefined do not count. */
function toJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
