import { rootOf } from './disjoint-sets.ts';
import { byMemberId } from './overlap.ts';
import type { Balance } from './payment.ts';

/**
 * The non-zero balances (minor units) of each component, by id; the components by their first id. A component is who
 * appears together in `together`, directly or through others, people with balance zero included; somebody in none of
 * the sets is alone. Every balance comes from legs, which sum to zero and name a set each, so every component sums to
 * zero; one that does not is the caller's mistake and throws, as does an id with two balances. [P1]
 */
export function componentsOf(
  balances: Iterable<Balance>,
  together: Iterable<readonly string[]>,
): Balance[][] {
  const parents = new Map<string, string>();
  for (const ids of together) {
    const [first] = ids;
    if (first === undefined) continue;
    for (const id of ids) parents.set(rootOf(parents, id), rootOf(parents, first));
  }

  const componentsByRoot = new Map<string, Balance[]>();
  for (const balance of [...balances].sort(byMemberId)) {
    const root = rootOf(parents, balance[0]);
    const component = componentsByRoot.get(root);
    if (!component) componentsByRoot.set(root, [balance]);
    else if (component.at(-1)?.[0] === balance[0]) throw new RangeError(`Two balances of ${balance[0]}`);
    else component.push(balance);
  }
  const components = [...componentsByRoot.values()].map((component) =>
    component.filter(([, minor]) => minor !== 0n),
  );
  for (const component of components) {
    const sum = component.reduce((total, [, minor]) => total + minor, 0n);
    if (sum !== 0n) throw new RangeError(`The balances around ${String(component[0]?.[0])} sum to ${sum}`);
  }
  // Removing zeros may have taken first ids away.
  return components
    .filter((component) => component.length > 0)
    .sort(([a], [b]) => (a && b ? byMemberId(a, b) : 0));
}
