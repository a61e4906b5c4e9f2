import type { FileLayer, OpenFile } from '../file-layer.ts';

/**
 * Keeps the journals of busy classes open. At most `limit` files are open at once: those that nobody uses right now are
 * closed, the longest unused first, and who finds all in use waits.
 */
export interface HandlePool {
  /** Opens the file if need be; it stays open afterwards. One use per path at a time. */
  use<T>(path: string, task: (file: OpenFile) => Promise<T>): Promise<T>;
  /** Closes the file, which must not be in use; nothing happens when it is not open. */
  close(path: string): Promise<void>;
  openCount(): number;
}

export function createHandlePool(files: FileLayer, limit: number): HandlePool {
  /** Open and not in use, the longest unused first. */
  const idleByPath = new Map<string, OpenFile>();
  const waiting: (() => void)[] = [];
  /** Files that are open, being opened or being closed. */
  let places = 0;

  const givePlaceBack = (): void => {
    places -= 1;
    waiting.shift()?.();
  };

  const closeIdle = async (path: string, file: OpenFile): Promise<void> => {
    idleByPath.delete(path);
    try {
      await file.close();
    } catch {
      // What was acknowledged has been synced, so nothing hangs on closing; the system has given the file back.
    }
    givePlaceBack();
  };

  const open = async (path: string): Promise<OpenFile> => {
    while (places >= limit) {
      const [oldest] = idleByPath;
      if (oldest === undefined) await new Promise<void>((resolve) => waiting.push(resolve));
      else await closeIdle(...oldest);
    }
    places += 1;
    try {
      return await files.open(path);
    } catch (error) {
      givePlaceBack();
      throw error;
    }
  };

  return {
    use: async (path, task) => {
      const idle = idleByPath.get(path);
      idleByPath.delete(path);
      const file = idle ?? (await open(path));
      try {
        return await task(file);
      } finally {
        idleByPath.set(path, file);
        waiting.shift()?.();
      }
    },
    close: async (path) => {
      const file = idleByPath.get(path);
      if (file !== undefined) await closeIdle(path, file);
    },
    openCount: () => places,
  };
}
