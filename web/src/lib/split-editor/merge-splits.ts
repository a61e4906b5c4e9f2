import type { ExtraKind, ItemDraft, SplitDraft, TypedByMember } from './split-draft.ts';

export interface MergedSplit {
  readonly mine: SplitDraft;
  /** What came, with its lines under the keys that they have in `mine`: the base of the next merge. */
  readonly base: SplitDraft;
}

/**
 * Brings what others saved of a split into one that is being typed: three ways, line by line and field by field, so that
 * both people's items stay. What both changed is mine, as it will be when it is saved.
 */
export function mergeSplits(base: SplitDraft, mine: SplitDraft, theirs: SplitDraft): MergedSplit {
  const items = mergeItems(base.items, mine.items, theirs.items);
  const either = <T>(was: T, own: T, other: T): T => (isSame(was, own) ? other : own);
  return {
    base: { ...theirs, items: items.base },
    mine: {
      mode: either(base.mode, mine.mode, theirs.mode),
      payers:
        base.payers && mine.payers && theirs.payers
          ? mergeTyped(base.payers, mine.payers, theirs.payers)
          : either(base.payers, mine.payers, theirs.payers),
      shares: mergeTyped(base.shares, mine.shares, theirs.shares),
      percent: mergeTyped(base.percent, mine.percent, theirs.percent),
      exact: mergeTyped(base.exact, mine.exact, theirs.exact),
      adjust: mergeTyped(base.adjust, mine.adjust, theirs.adjust),
      items: items.mine,
      extras: entriesOf(
        mergeTyped(
          Object.fromEntries(base.extras),
          Object.fromEntries(mine.extras),
          Object.fromEntries(theirs.extras),
        ),
      ),
      rate: either(base.rate, mine.rate, theirs.rate),
    },
  };
}

/** Lines have no identity beyond the form: theirs are those of `base` that say the same, else are called the same, else are new. */
function mergeItems(
  base: readonly ItemDraft[],
  mine: readonly ItemDraft[],
  theirs: readonly ItemDraft[],
): { mine: ItemDraft[]; base: ItemDraft[] } {
  const keyOfTheirs = matchItems(base, theirs);
  const theirsByKey = new Map(theirs.map((item, i) => [keyOfTheirs[i] ?? '', item]));
  const baseByKey = new Map(base.map((item) => [item.key, item]));
  const merged = mine.flatMap((own): ItemDraft[] => {
    const was = baseByKey.get(own.key);
    const other = theirsByKey.get(own.key);
    if (!was) return [own];
    if (other) return [mergeItem(was, own, other)];
    // They took it out: it stays only with whoever has changed it since.
    return isSame({ ...was, key: '' }, { ...own, key: '' }) ? [] : [own];
  });
  const used = new Set([...base, ...mine].map(({ key }) => key));
  const added: ItemDraft[] = [];
  const keyed = theirs.map((item, i): ItemDraft => {
    const key = keyOfTheirs[i] ?? freshKey(used);
    used.add(key);
    const known = { ...item, key };
    if (keyOfTheirs[i] === undefined) added.push(known);
    return known;
  });
  return { mine: [...merged, ...added], base: keyed };
}

/** The key of the line of `base` that each of `theirs` is, or undefined for a new one. */
function matchItems(base: readonly ItemDraft[], theirs: readonly ItemDraft[]): (string | undefined)[] {
  const free = new Set(base);
  const keys: (string | undefined)[] = theirs.map(() => undefined);
  const match = (isOne: (was: ItemDraft, now: ItemDraft) => boolean): void => {
    for (const [i, now] of theirs.entries()) {
      if (keys[i] !== undefined) continue;
      const was = Array.from(free).find((item) => isOne(item, now));
      if (!was) continue;
      free.delete(was);
      keys[i] = was.key;
    }
  };
  match((was, now) => isSame({ ...was, key: '' }, { ...now, key: '' }));
  match((was, now) => was.title === now.title && was.amount === now.amount);
  match((was, now) => was.title !== '' && was.title === now.title);
  // A line in the same place with the same people or price was given another name.
  match(
    (was, now) =>
      base.indexOf(was) === theirs.indexOf(now) &&
      (was.amount === now.amount || isSame(was.memberIds, now.memberIds)),
  );
  return keys;
}

function mergeItem(was: ItemDraft, own: ItemDraft, other: ItemDraft): ItemDraft {
  return {
    key: own.key,
    title: own.title === was.title ? other.title : own.title,
    amount: own.amount === was.amount ? other.amount : own.amount,
    ...mergePeople(was, own, other),
  };
}

type People = Pick<ItemDraft, 'memberIds' | 'weights'>;

function mergePeople(was: People, own: People, other: People): People {
  const peopleOf = ({ memberIds, weights }: People): People => ({ memberIds, weights });
  if (isSame(peopleOf(own), peopleOf(was))) return peopleOf(other);
  if (isSame(peopleOf(other), peopleOf(was))) return peopleOf(own);
  const stays = own.memberIds.filter((id) => other.memberIds.includes(id) || !was.memberIds.includes(id));
  const came = other.memberIds.filter((id) => !was.memberIds.includes(id) && !stays.includes(id));
  const memberIds = [...stays, ...came];
  const weightOf = (id: string): number => {
    const mine = weightIn(own, id);
    return (mine === weightIn(was, id) ? weightIn(other, id) : mine) ?? mine ?? 1;
  };
  const hasWeights = own.weights !== null || other.weights !== null;
  return { memberIds, weights: hasWeights ? memberIds.map(weightOf) : null };
}

function weightIn({ memberIds, weights }: People, id: string): number | undefined {
  return weights?.[memberIds.indexOf(id)];
}

function mergeTyped(base: TypedByMember, mine: TypedByMember, theirs: TypedByMember): TypedByMember {
  const merged: Record<string, string> = {};
  for (const id of new Set([...Object.keys(theirs), ...Object.keys(mine)])) {
    const text = base[id] === mine[id] ? theirs[id] : mine[id];
    if (text !== undefined) merged[id] = text;
  }
  return merged;
}

/** Only the kinds of extras are keys of such texts. */
function entriesOf(texts: TypedByMember): SplitDraft['extras'] {
  return Object.entries(texts) as [ExtraKind, string][];
}

function freshKey(used: ReadonlySet<string>): string {
  let number = used.size + 1;
  while (used.has(`t${number}`)) number++;
  return `t${number}`;
}

/** These are plain data in one order of fields. */
function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
