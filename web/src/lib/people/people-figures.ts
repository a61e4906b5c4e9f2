import type { ClassDebt, ClassRow } from '$lib/platform/schema.ts';

/** A class as it is looked at here. */
export interface ClassOfMine {
  readonly row: ClassRow;
  readonly isArchived: boolean;
}

/** What is between me and one person in one class and currency: above zero they pay me, below zero I pay them. */
export interface DebtInClass {
  readonly classId: string;
  readonly className: string;
  readonly isArchived: boolean;
  readonly myId: string;
  readonly theirId: string;
  readonly currency: string;
  readonly minor: bigint;
  readonly suggestionId: string;
  /** They are no longer in the class. */
  readonly hasLeft: boolean;
  /** Why nothing more can be recorded in the class; null while it can. */
  readonly ended: 'removed' | 'deleted' | null;
}

interface DebtInCurrency {
  readonly currency: string;
  /** Of all classes; zero where what is owed here and there is equal. */
  readonly minor: bigint;
  readonly classes: readonly DebtInClass[];
}

export interface Person {
  readonly key: string;
  /** '' for somebody whom this device has not heard of. */
  readonly name: string;
  /** Null: somebody without an account, who is known in one class only. */
  readonly accountId: string | null;
  readonly debts: readonly DebtInCurrency[];
}

export interface People {
  /** By name. */
  readonly people: readonly Person[];
  /** Per currency what all of them and I owe one another, each person counted with what is left between us. */
  readonly totals: readonly {
    readonly currency: string;
    readonly owedMinor: bigint;
    readonly oweMinor: bigint;
  }[];
  /** Classes of which this device does not know yet who owes whom. */
  readonly uncounted: readonly ClassOfMine[];
}

interface Found {
  readonly key: string;
  readonly name: string;
  readonly accountId: string | null;
  readonly debt: DebtInClass;
}

const compareNames = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true });

/**
 * Who owes me and whom I owe over all classes, from rows alone. Members of different classes are one person when they
 * have the same account; a name is not enough for that. Currencies are never added to each other.
 */
export function joinPeople(classes: readonly ClassOfMine[]): People {
  const found = classes.flatMap(debtsOf);
  const people = Array.from(
    groupBy(found, ({ key }) => key),
    ([key, ofPerson]) => personOf(key, ofPerson),
  );
  people.sort((a, b) => compareNames.compare(a.name, b.name) || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const debts = groupBy(
    people.flatMap((person) => person.debts),
    ({ currency }) => currency,
  );
  const totals = Array.from(debts, ([currency, all]) => ({
    currency,
    owedMinor: sumOf(all.filter(({ minor }) => minor > 0n)),
    oweMinor: -sumOf(all.filter(({ minor }) => minor < 0n)),
  })).sort((a, b) => (a.currency < b.currency ? -1 : 1));
  return { people, totals, uncounted: classes.filter((one) => !isCounted(one)) };
}

/** Where I am even in all currencies there is nothing to know; of a class only heard of there may be. */
function isCounted({ row }: ClassOfMine): boolean {
  if (row.between) return true;
  return row.balances.length === 0 && (row.revision > 0 || row.seq >= 0 || !row.isOnServer);
}

function debtsOf({ row, isArchived }: ClassOfMine): Found[] {
  return (row.between ?? []).map((debt) => {
    const member = memberOf(row, debt);
    const accountId = member?.accountId ?? null;
    return {
      key: accountId ?? `${row.id}/${debt.memberIds[0] ?? ''}`,
      name: member?.displayName ?? debt.name ?? '',
      accountId,
      debt: {
        classId: row.id,
        className: row.name,
        isArchived,
        myId: row.memberId,
        theirId: debt.memberIds[0] ?? '',
        currency: debt.currency,
        minor: BigInt(debt.minor),
        suggestionId: debt.suggestionId,
        hasLeft: member?.leftAt !== undefined,
        ended: row.refusal === 'too-large' ? null : row.refusal,
      },
    };
  });
}

/** Whoever of these ids has an account; one who is still in the class before one who has left. */
function memberOf(row: ClassRow, { memberIds }: ClassDebt): ClassRow['members'][number] | undefined {
  const members = memberIds.flatMap((id) => row.members.find(({ memberId }) => memberId === id) ?? []);
  return members.find(({ leftAt }) => leftAt === undefined) ?? members[0];
}

function personOf(key: string, found: readonly Found[]): Person {
  const [first] = found;
  const byCurrency = groupBy(
    found.map(({ debt }) => debt),
    ({ currency }) => currency,
  );
  const debts = Array.from(byCurrency, ([currency, classes]) => ({
    currency,
    minor: sumOf(classes),
    classes,
  }));
  return {
    key,
    name: found.find(({ name }) => name !== '')?.name ?? '',
    accountId: first?.accountId ?? null,
    debts: debts.sort((a, b) => (a.currency < b.currency ? -1 : 1)),
  };
}

function sumOf(debts: readonly { readonly minor: bigint }[]): bigint {
  return debts.reduce((sum, { minor }) => sum + minor, 0n);
}

function groupBy<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}
