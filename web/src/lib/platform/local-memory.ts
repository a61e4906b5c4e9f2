/**
 * A small JSON value under a key of localStorage, for hints about the device itself. Where site data is blocked it
 * lasts for the visit only: nothing of the ledger is ever kept here.
 */
export function localMemory<Value>(key: string, isValue: (value: unknown) => value is Value) {
  let visit: Value | undefined;
  return {
    get(): Value | undefined {
      try {
        const value: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
        return isValue(value) ? value : visit;
      } catch {
        return visit;
      }
    },
    set(value: Value): void {
      visit = value;
      try {
        localStorage.setItem(key, JSON.stringify(value));
      } catch {
        // Blocked or full: `visit` keeps it until the page is left.
      }
    },
  };
}
