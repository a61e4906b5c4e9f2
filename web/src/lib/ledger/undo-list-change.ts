/**
 * Takes a change of a kept list back, in the list as it is `now`: what the change from `before` to `after` brought goes,
 * what it took away comes back to its place. What was added, changed or removed since stays so. Takes values that can
 * be written as JSON.
 */
export function undoListChange(
  now: readonly unknown[],
  before: readonly unknown[],
  after: readonly unknown[],
): readonly unknown[] {
  const [had, got] = [textsOf(before), textsOf(after)];
  const isOnlyMoved = had.size === got.size && [...had].every((text) => got.has(text));
  if (isOnlyMoved) return [...textsOf(now)].join() === [...got].join() ? before : now;
  const list = now.filter((item) => had.has(textOf(item)) || !got.has(textOf(item)));
  before.forEach((item, at) => {
    const there = textsOf(list);
    if (got.has(textOf(item)) || there.has(textOf(item))) return;
    const previous = before.slice(0, at).findLast((each) => there.has(textOf(each)));
    const place = list.findIndex((each) => previous !== undefined && textOf(each) === textOf(previous));
    list.splice(place + 1, 0, item);
  });
  return list;
}

function textOf(item: unknown): string {
  return JSON.stringify(item);
}

function textsOf(list: readonly unknown[]): Set<string> {
  return new Set(list.map(textOf));
}
