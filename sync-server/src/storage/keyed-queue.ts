/** Runs tasks of one key one after another, tasks of different keys side by side. */
export interface KeyedQueue {
  run<T>(key: string, task: () => Promise<T>): Promise<T>;
  /** Resolves when nothing is left, including what is added meanwhile. */
  idle(): Promise<void>;
}

export function createKeyedQueue(): KeyedQueue {
  const lastByKey = new Map<string, Promise<void>>();

  return {
    run: (key, task) => {
      const before = lastByKey.get(key);
      const result = before === undefined ? task() : before.then(task);
      const settled = result.then(
        () => undefined,
        // The caller has the rejection; the next task of the key does not depend on it.
        () => undefined,
      );
      lastByKey.set(key, settled);
      void settled.then(() => {
        if (lastByKey.get(key) === settled) lastByKey.delete(key);
      });
      return result;
    },
    idle: async () => {
      while (lastByKey.size > 0) await Promise.all(lastByKey.values());
    },
  };
}
