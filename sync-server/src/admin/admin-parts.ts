import type { SessionsEnded } from '../accounts/session-keeper.ts';
import type { FileLayer } from '../storage/file-layer.ts';
import type { StorageFinding } from '../storage/json-files/data-files.ts';
import type { Storage } from '../storage/port.ts';
import type { EncodeSnapshot } from '../sync/ports.ts';

/** What the commands work on: a running server's parts, or a stopped one's folder. */
export interface AdminParts {
  readonly storage: Storage;
  /** Absolute path of the folder that the storage keeps; undefined when it keeps none. */
  readonly dataDir: string | undefined;
  readonly files: FileLayer;
  /** Everything that the storage has reported since it was opened. */
  readonly findings: () => readonly StorageFinding[];
  readonly encodeSnapshot: EncodeSnapshot;
  /** A PHC string of argon2id; undefined when too many passwords wait already. */
  readonly hashPassword: (password: string) => Promise<string | undefined>;
  readonly randomBytes: (size: number) => Uint8Array;
  /** UTC, ms since 1970. */
  readonly nowMs: () => number;
  /** Closes what the ended sessions hold open. */
  readonly onSessionsEnded: SessionsEnded;
}

/** Hands out one line, without a line end. It may hold what people typed: whoever shows it escapes it. */
export type Say = (line: string) => void;

/** Who asked. */
export interface Caller {
  readonly say: Say;
  /** Aborted when the caller has gone; long tasks then stop between two classes. */
  readonly signal: AbortSignal;
}

/** 0: done, nothing wrong. 1: something is wrong, and the lines say what. */
export type ExitCode = 0 | 1;
