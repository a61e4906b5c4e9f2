/** Changes of one class that were written on this device and that the server had not confirmed. */
export interface UnsentChanges {
  readonly name: string;
  readonly count: number;
  /** When there was last one more, ms since the epoch. */
  readonly at: number;
}

/** What is known outside of a database of what is in it and nowhere else. */
export interface UnsentNote {
  /** Of the database that it is about. */
  readonly databaseId: string;
  /** By class; `revision` is that of the class's row. */
  readonly byClass: Readonly<Record<string, UnsentChanges & { readonly revision: number }>>;
  /** What was in a database that is gone, until somebody has read of it. */
  readonly lost: readonly UnsentChanges[];
}

export interface UnsentMemory {
  get(): UnsentNote | null;
  /** Null forgets it. */
  set(note: UnsentNote | null): void;
}

/** In localStorage, one for each profile. Where site data is blocked nothing is noted, and nothing is claimed later. */
export function unsentMemory(profileName: string): UnsentMemory {
  const key = `${profileName}/unsent`;
  return {
    get() {
      try {
        const value: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
        return isNote(value) ? value : null;
      } catch {
        return null;
      }
    },
    set(note) {
      try {
        if (note === null) localStorage.removeItem(key);
        else localStorage.setItem(key, JSON.stringify(note));
      } catch {
        // Blocked or full: the note is an extra.
      }
    },
  };
}

function isNote(value: unknown): value is UnsentNote {
  if (typeof value !== 'object' || value === null) return false;
  const { databaseId, byClass, lost } = value as Partial<UnsentNote>;
  return (
    typeof databaseId === 'string' &&
    typeof byClass === 'object' &&
    Object.values(byClass).every(isChanges) &&
    Array.isArray(lost) &&
    lost.every(isChanges)
  );
}

function isChanges(value: unknown): boolean {
  const { name, count, at } = (value ?? {}) as Partial<UnsentChanges>;
  return typeof name === 'string' && Number.isSafeInteger(count) && Number.isFinite(at);
}
