import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from './data-folder.ts';

/** `reason` is the system's error name (`ENOSPC`), or `timeout` when the disk does not answer. */
type Durability = { readonly ok: true } | { readonly ok: false; readonly reason: string };

/** Answers whether a write would reach the disk now; never rejects. */
export type DurabilityProbe = () => Promise<Durability>;

export interface ProbeParts {
  readonly writeDurably: () => Promise<void>;
  readonly nowMs: () => number;
  /** An answer is given again for this long, so that many callers cost one write. */
  readonly freshForMs: number;
  /** A disk that hangs counts as not durable. */
  readonly timeoutMs: number;
}

/** The same steps as every write of data: temporary file, fsync, rename. The file is removed again. */
export async function writeProbeFile(folder: string): Promise<void> {
  const temporary = join(folder, `.probe-${process.pid}.tmp`);
  const final = join(folder, `.probe-${process.pid}`);
  try {
    const file = await open(temporary, 'w', 0o600);
    try {
      await file.writeFile('probe\n');
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, final);
  } finally {
    await Promise.all([rm(temporary, { force: true }), rm(final, { force: true })]);
  }
}

export function createDurabilityProbe(parts: ProbeParts): DurabilityProbe {
  let last: { readonly answer: Promise<Durability>; readonly atMs: number } | undefined;
  let writing: Promise<Durability> | undefined;

  /** One write at a time: each that hangs would hold one of the few threads that all file access shares. */
  const write = (): Promise<Durability> => {
    writing ??= parts
      .writeDurably()
      .then(
        (): Durability => ({ ok: true }),
        (error: unknown): Durability => ({ ok: false, reason: errorCode(error) }),
      )
      .finally(() => {
        writing = undefined;
      });
    return writing;
  };

  const probe = async (): Promise<Durability> => {
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<Durability>((resolve) => {
      timer = setTimeout(() => resolve({ ok: false, reason: 'timeout' }), parts.timeoutMs);
    });
    const answer = await Promise.race([write(), timeout]);
    clearTimeout(timer);
    return answer;
  };

  return () => {
    const nowMs = parts.nowMs();
    if (last === undefined || nowMs - last.atMs >= parts.freshForMs) {
      last = { answer: probe(), atMs: nowMs };
    }
    return last.answer;
  };
}
