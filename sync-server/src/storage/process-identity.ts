import { readFileSync, readlinkSync } from 'node:fs';

/** What tells one run of one process from every other on this machine. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Clock ticks from boot to the start of the process, so that a reused pid does not match. Linux only. */
  readonly startTicks: string | undefined;
  /** Changes with every boot. Linux only. */
  readonly bootId: string | undefined;
  /** Pids mean something only inside one of these; every container has its own. Linux only. */
  readonly pidNamespace: string | undefined;
}

/** The namespace of processes outside any container has this fixed number (PROC_PID_INIT_INO of Linux). */
const INITIAL_PID_NAMESPACE = 'pid:[4026531836]';

function attempt(read: () => string): string | undefined {
  try {
    return read();
  } catch {
    // No /proc (macOS, Windows, a locked-down container): callers fall back to heartbeats.
    return undefined;
  }
}

/**
 * Field 22 of `/proc/PID/stat`; the name in field 2 may hold spaces and brackets, so count from its end.
 * A zombie (killed, its exit not yet collected) counts as gone.
 */
function readStartTicks(pid: number): string | undefined {
  const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields?.[0] === 'Z' ? undefined : fields?.[19];
}

export function readOwnIdentity(): ProcessIdentity {
  return {
    pid: process.pid,
    startTicks: readStartTicks(process.pid),
    bootId: attempt(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
    pidNamespace: attempt(() => readlinkSync('/proc/self/ns/pid')),
  };
}

/** Whether any process on this machine and boot can judge this one by its pid, without heartbeats. */
export function isVisibleByPid(identity: ProcessIdentity): boolean {
  return (
    identity.startTicks !== undefined &&
    identity.bootId !== undefined &&
    identity.pidNamespace === INITIAL_PID_NAMESPACE
  );
}

/** `unknown`: the pid alone does not tell, because it may be reused or belong to another container. */
export type Liveness = 'alive' | 'dead' | 'unknown';

export function judgeLiveness(other: ProcessIdentity, own: ProcessIdentity): Liveness {
  if (other.bootId !== own.bootId || other.pidNamespace !== own.pidNamespace) return 'unknown';
  if (other.startTicks !== undefined) {
    return readStartTicks(other.pid) === other.startTicks ? 'alive' : 'dead';
  }
  try {
    process.kill(other.pid, 0);
    return 'unknown';
  } catch (error) {
    // EPERM means the pid is taken by somebody else's process: it may have been reused.
    return error instanceof Error && 'code' in error && error.code === 'ESRCH' ? 'dead' : 'unknown';
  }
}
