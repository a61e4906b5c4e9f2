import type { ItemDraft } from './split-draft.ts';

/** An empty line of nobody yet, under a key that none of the others has. */
export function newItem(items: readonly ItemDraft[]): ItemDraft {
  const used = items.flatMap(({ key }) => (/^n\d+$/.test(key) ? [Number(key.slice(1))] : []));
  return { key: `n${Math.max(0, ...used) + 1}`, title: '', amount: '', memberIds: [], weights: null };
}

/** Puts somebody into an item or takes them out; the others keep their weights. */
export function togglePerson(
  { memberIds, weights }: Pick<ItemDraft, 'memberIds' | 'weights'>,
  id: string,
): Pick<ItemDraft, 'memberIds' | 'weights'> {
  const at = memberIds.indexOf(id);
  if (at < 0) return { memberIds: [...memberIds, id], weights: weights && [...weights, 1] };
  return { memberIds: memberIds.toSpliced(at, 1), weights: weights?.toSpliced(at, 1) ?? null };
}
