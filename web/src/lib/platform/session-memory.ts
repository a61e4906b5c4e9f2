const PREFIX = 'tallybook:typed:';

/** A small JSON value that survives a reload of this tab, and nothing more. */
export interface SessionMemory<Value> {
  get(): Value | undefined;
  set(value: Value): void;
  clear(): void;
}

/**
 * In sessionStorage, for what is typed on the way through other pages. Where site data is blocked it lasts until the
 * page is left.
 */
export function sessionMemory<Value>(
  name: string,
  isValue: (value: unknown) => value is Value,
): SessionMemory<Value> {
  const key = `${PREFIX}${name}`;
  let visit: Value | undefined;
  return {
    get() {
      try {
        const value: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null');
        return isValue(value) ? value : visit;
      } catch {
        return visit;
      }
    },
    set(value) {
      visit = value;
      try {
        sessionStorage.setItem(key, JSON.stringify(value));
      } catch {
        // Blocked or full: `visit` keeps it until the page is left.
      }
    },
    clear() {
      visit = undefined;
      try {
        sessionStorage.removeItem(key);
      } catch {
        // Blocked: nothing was kept there.
      }
    },
  };
}

/** Forgets all of them in this tab, as when another person may use it next. */
export function clearSessionMemories(): void {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
  } catch {
    // Blocked: nothing was kept there.
  }
}
