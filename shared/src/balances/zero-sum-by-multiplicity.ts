/** One balance and those who have it; the last is taken first. */
interface EqualPeople {
  value: number;
  people: number[];
  /** How far apart states are that differ by one of these people. */
  stride: number;
}

/**
 * As `groupsByMask`, but people of one balance are interchangeable, so that a state is how many of each: a class of
 * 25 with few prices has thousands of states instead of 2^24. One byte per state; null when there are more than
 * `maxStates`. [P5] [P6]
 */
export function groupsByMultiplicity(values: readonly number[], maxStates: number): number[][] | null {
  const last = values.length - 1;
  if (last < 0) return [];
  const kinds = equalPeople(values.slice(0, last));
  const final = kinds.at(-1);
  const stateCount = final ? final.stride * (final.people.length + 1) : 1;
  if (stateCount > maxStates) return null;
  const most = countGroups(kinds, stateCount);

  const groups: number[][] = [];
  let group = [last];
  let sum = -(values[last] ?? 0);
  for (let state = stateCount - 1; state > 0;) {
    const within = sum === 0 ? (most[state] ?? 0) - 1 : most[state];
    if (sum === 0) {
      groups.push(group);
      group = [];
    }
    const kind = kinds.find(({ people, stride }) => people.length > 0 && most[state - stride] === within);
    const person = kind?.people.pop();
    if (!kind || person === undefined) throw new Error('No neighbour has the most groups');
    group.push(person);
    state -= kind.stride;
    sum -= kind.value;
  }
  groups.push(group);
  return groups;
}

function equalPeople(values: readonly number[]): EqualPeople[] {
  const kindsByValue = new Map<number, EqualPeople>();
  for (const [person, value] of values.entries()) {
    const kind = kindsByValue.get(value);
    if (kind) kind.people.push(person);
    else kindsByValue.set(value, { value, people: [person], stride: 0 });
  }
  let stride = 1;
  for (const kind of kindsByValue.values()) {
    kind.stride = stride;
    stride *= kind.people.length + 1;
  }
  return [...kindsByValue.values()];
}

/** By state, how many disjoint groups it contains; the states are visited by counting up in mixed radix. */
function countGroups(kinds: readonly EqualPeople[], stateCount: number): Uint8Array {
  const most = new Uint8Array(stateCount);
  const strides = Int32Array.from(kinds, ({ stride }) => stride);
  const limits = Int32Array.from(kinds, ({ people }) => people.length);
  const values = Float64Array.from(kinds, ({ value }) => value);
  const counts = new Int32Array(kinds.length);
  let sum = 0;
  for (let state = 1; state < stateCount; state++) {
    let kind = 0;
    for (; counts[kind] === limits[kind]; kind++) {
      sum -= (counts[kind] ?? 0) * (values[kind] ?? 0);
      counts[kind] = 0;
    }
    counts[kind] = (counts[kind] ?? 0) + 1;
    sum += values[kind] ?? 0;
    let groups = most[state - (strides[kind] ?? 0)] ?? 0;
    if (sum === 0) groups++;
    else
      for (kind++; kind < strides.length; kind++) {
        if (counts[kind] !== 0 && (most[state - (strides[kind] ?? 0)] ?? 0) > groups) {
          groups++;
          break;
        }
      }
    most[state] = groups;
  }
  return most;
}
