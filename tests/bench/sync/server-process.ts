import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';

/** How a server is started, and the line on which it says that it listens. */
export interface Command {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Its first group is the port. */
  readonly listening: RegExp;
}

const START_TIMEOUT_MS = 20_000;
/** Linux counts the time of a process in hundredths of a second. */
const TICK_MS = 10;
/** Lets a test ask from outside for a garbage collection, since memory that is merely not collected yet tells nothing. */
const COLLECT_ON_SIGNAL = [
  '--expose-gc',
  '--import',
  'data:text/javascript,process.on("SIGUSR2",()=>globalThis.gc())',
];

/** A server under test in a process of its own, and what it costs, as Linux counts it. */
export class ServerProcess {
  readonly port: number;
  /** From the start of the process to the line that it listens. */
  readonly startMs: number;
  readonly #child: ChildProcessByStdio<null, Readable, Readable>;

  private constructor(
    child: ChildProcessByStdio<null, Readable, Readable>,
    { port, startMs }: { readonly port: number; readonly startMs: number },
  ) {
    this.#child = child;
    this.port = port;
    this.startMs = startMs;
  }

  /** Throws with what the server said when it does not come up. */
  static async start(command: Command, { canCollect = false } = {}): Promise<ServerProcess> {
    const startedAt = performance.now();
    const child = spawn(process.execPath, [...(canCollect ? COLLECT_ON_SIGNAL : []), ...command.args], {
      cwd: import.meta.dirname,
      env: { ...process.env, ...command.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said: string[] = [];
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
    const timer = setTimeout(() => child.kill('SIGKILL'), START_TIMEOUT_MS);
    try {
      for await (const line of createInterface({ input: child.stdout })) {
        said.push(`${line}\n`);
        const port = command.listening.exec(line)?.[1];
        if (port === undefined) continue;
        return new ServerProcess(child, { port: Number(port), startMs: performance.now() - startedAt });
      }
    } finally {
      clearTimeout(timer);
      child.stdout.resume(); // A full pipe would stop the server.
    }
    throw new Error(`The server did not start: ${command.args.join(' ')}\n${said.join('')}`);
  }

  /** Time of processors that all its threads took so far, those that have ended included. */
  cpuMs(): number {
    const stat = readFileSync(`/proc/${this.#child.pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  }

  rssBytes(): number {
    const status = readFileSync(`/proc/${this.#child.pid}/status`, 'latin1');
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) * 1024;
  }

  /** The same after a garbage collection; only of a server that was started with `canCollect`. */
  async collectedRssBytes(): Promise<number> {
    for (let round = 0; round < 2; round++) {
      this.#child.kill('SIGUSR2');
      await wait(300);
    }
    return this.rssBytes();
  }

  /** Resolves when the process is gone. Ending it twice does nothing. */
  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill(signal);
    await ended;
  }
}
