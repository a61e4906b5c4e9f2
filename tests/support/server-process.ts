import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { Installation } from './installation.ts';

export interface ServerProcessOptions {
  readonly installation: Installation;
  readonly dataDir: string;
  readonly env?: Readonly<Record<string, string>>;
  /** No file may grow beyond this, as if the disk were full for the larger ones; in KiB. */
  readonly fileLimitKib?: number;
}

const START_TIMEOUT_MS = 20_000;

/** One run of the real server in a process of its own: everything it says is kept, and it can be killed at any moment. */
export class ServerProcess {
  readonly startedInMs: number;
  readonly #child: ChildProcessByStdio<null, Readable, Readable>;
  readonly #port: number;
  readonly #said: () => string;

  private constructor(
    child: ChildProcessByStdio<null, Readable, Readable>,
    port: number,
    startedInMs: number,
    said: () => string,
  ) {
    this.#child = child;
    this.#port = port;
    this.startedInMs = startedInMs;
    this.#said = said;
  }

  /** Resolves when the server listens; throws with everything it said when it does not. */
  static async start(options: ServerProcessOptions): Promise<ServerProcess> {
    const startedAtMs = performance.now();
    const command = [process.execPath, options.installation.serverMain];
    const [program = '', ...args] =
      options.fileLimitKib === undefined
        ? command
        : ['bash', '-c', `ulimit -S -f ${options.fileLimitKib} && exec "$@"`, 'bash', ...command];
    const child = spawn(program, args, {
      env: {
        PORT: '0',
        HOST: '127.0.0.1',
        DATA_DIR: options.dataDir,
        PATH: process.env['PATH'],
        ...options.env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const out: string[] = [];
    const said = (): string => out.join('');
    const listening = new Promise<number>((resolve, reject) => {
      const hear = (chunk: string): void => {
        out.push(chunk);
        const port = /^listening on http:\/\/\S+:(\d+)$/m.exec(chunk)?.[1];
        if (port !== undefined) resolve(Number(port));
      };
      child.stdout.setEncoding('utf8').on('data', hear);
      child.stderr.setEncoding('utf8').on('data', hear);
      child.once('close', () => reject(new Error(`The server ended:\n${said()}`)));
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), START_TIMEOUT_MS);
    try {
      const port = await listening;
      return new ServerProcess(child, port, performance.now() - startedAtMs, said);
    } finally {
      clearTimeout(timer);
    }
  }

  get port(): number {
    return this.#port;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Everything on stdout and stderr so far. */
  get log(): string {
    return this.#said();
  }

  get isAlive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Resident memory in MB. */
  async memoryMb(): Promise<number> {
    const status = await readFile(`/proc/${String(this.#child.pid)}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
  }

  /** Asks it to stop, without waiting. */
  askToStop(): void {
    this.#child.kill('SIGTERM');
  }

  /** Ends it as a power cut would, unless it has ended; resolves with the exit code it had, or the signal. */
  async kill(): Promise<number | NodeJS.Signals | null> {
    return this.#end('SIGKILL');
  }

  async stop(): Promise<number | NodeJS.Signals | null> {
    return this.#end('SIGTERM');
  }

  async #end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null> {
    if (this.isAlive) {
      const ended = once(this.#child, 'exit');
      this.#child.kill(signal);
      await ended;
    }
    return this.#child.exitCode ?? this.#child.signalCode;
  }
}
