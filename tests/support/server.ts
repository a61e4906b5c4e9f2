import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { builtRepository, type Installation } from './installation.ts';

const startTimeoutMs = 10_000;

type ServerProcess = ChildProcessByStdio<null, Readable, Readable>;

export interface ServerOptions {
  installation?: Installation;
  /** Environment besides PORT, HOST and DATA_DIR. */
  env?: Readonly<Record<string, string>>;
}

/** Reads the port off the line `listening on …`. Throws with everything the server said when it ends before that. */
async function readPort(child: ServerProcess): Promise<number> {
  const said: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  const timer = setTimeout(() => child.kill('SIGKILL'), startTimeoutMs);
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      said.push(`${line}\n`);
      const port = /^listening on http:\/\/.*:(\d+)$/.exec(line)?.[1];
      if (port !== undefined) return Number(port);
    }
  } finally {
    clearTimeout(timer);
    child.stdout.resume(); // A full pipe would stop the server.
  }
  throw new Error(`The server did not start:\n${said.join('')}`);
}

/** The real, built server in a process of its own with a data folder of its own. */
export class TestServer {
  #installation: Installation;
  #env: Readonly<Record<string, string>>;
  #dataDir: string;
  #port = 0;
  #process: ServerProcess | undefined;

  private constructor(installation: Installation, env: Readonly<Record<string, string>>, dataDir: string) {
    this.#installation = installation;
    this.#env = env;
    this.#dataDir = dataDir;
  }

  /** Starts a server on a free port and resolves when it listens. */
  static async start({ installation = builtRepository, env = {} }: ServerOptions = {}): Promise<TestServer> {
    const dataDir = await mkdtemp(join(tmpdir(), 'tallybook-data-'));
    const server = new TestServer(installation, env, dataDir);
    await server.restart();
    return server;
  }

  /** As people type it; `localhost` counts as secure, so the service worker runs. */
  get origin(): string {
    return `http://localhost:${this.#port}`;
  }

  get dataDir(): string {
    return this.#dataDir;
  }

  /** Starts the server again on the port it had, with the same data; a running one is ended first. */
  async restart(env: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.stop();
    const child = spawn(process.execPath, [this.#installation.serverMain], {
      env: {
        ...process.env,
        ...this.#env,
        ...env,
        PORT: String(this.#port),
        HOST: '127.0.0.1',
        DATA_DIR: this.#dataDir,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process = child;
    this.#port = await readPort(child);
  }

  /** Ends the server as a host would. Does nothing when it is not running. */
  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  /** Ends the server as a power cut would. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Ends the server and removes its data. */
  async remove(): Promise<void> {
    await this.kill();
    await rm(this.#dataDir, { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (child?.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
}
