import type { SessionMemory } from '$lib/platform/session-memory.ts';

/** What a tab remembers, as two forms after one another see it. */
export function fakeMemory<Value>(): SessionMemory<Value> {
  let kept: Value | undefined;
  return {
    get: () => kept,
    set: (value) => (kept = value),
    clear: () => (kept = undefined),
  };
}
