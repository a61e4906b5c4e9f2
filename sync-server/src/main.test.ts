import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bundleServer } from '../bundle.ts';
import { ask, writeBuildFixture } from './http/app-fixture.ts';

// The bundle as it is shipped, in a repository of its own: so paths, externals and start-up are those of `pnpm serve`.
let repository: string;
let removeFixture: () => void;
beforeAll(async () => {
  const build = await writeBuildFixture();
  removeFixture = build.remove;
  repository = resolve(build.folder, '..', '..');
  mkdirSync(join(repository, 'sync-server'));
  symlinkSync(
    resolve(import.meta.dirname, '..', 'node_modules'),
    join(repository, 'sync-server', 'node_modules'),
  );
  await bundleServer(join(repository, 'sync-server', 'dist'));
});
afterAll(() => removeFixture());

let running: ChildProcess[] = [];
beforeEach(() => {
  running = [];
});
afterEach(async () => {
  for (const child of running) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }
  rmSync(join(repository, 'data'), { recursive: true, force: true });
});

interface Run {
  readonly child: ChildProcess;
  /** Everything written so far. */
  readonly out: () => string;
  readonly err: () => string;
  /** Resolves to the port of the listening line, or to undefined when the process ended without one. */
  readonly port: Promise<number | undefined>;
  readonly exit: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

/** Starts the server with nothing in its environment but `env`, from a folder that is not the repository. */
function run(env: Record<string, string> = {}, args: string[] = []): Run {
  const child = spawn(process.execPath, [join(repository, 'sync-server', 'dist', 'main.js'), ...args], {
    cwd: join(repository, 'web'),
    env: { PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  let out = '';
  let err = '';
  const exit = once(child, 'close').then(([code, signal]) => ({
    code: code as number | null,
    signal: signal as NodeJS.Signals | null,
  }));
  const listening = new Promise<number>((found) => {
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      out += chunk;
      const match = /^listening on http:\/\/\S+:(\d+)$/m.exec(out);
      if (match) found(Number(match[1]));
    });
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (err += chunk));
  return {
    child,
    out: () => out,
    err: () => err,
    port: Promise.race([listening, exit.then(() => undefined)]),
    exit,
  };
}

async function runUntilListening(
  env: Record<string, string> = {},
): Promise<Run & { readonly portNumber: number }> {
  const server = run(env);
  const portNumber = await server.port;
  if (portNumber === undefined) expect.unreachable(`the server did not start: ${server.err()}`);
  return { ...server, portNumber };
}

async function expectRefusal(server: Run, line: RegExp): Promise<void> {
  const { code } = await server.exit;
  expect(code).toBe(1);
  expect(server.out()).toBe('');
  expect(server.err()).toMatch(/^tallybook: [^\n]+\n$/);
  expect(server.err()).toMatch(line);
}

describe('starting', { timeout: 30_000 }, () => {
  it('serves app and API on the port it names, with the data beside the code whatever the working folder', async () => {
    const server = await runUntilListening();
    expect(server.out()).toBe(`listening on http://127.0.0.1:${server.portNumber}\n`);
    expect((await ask(server.portNumber, '/expenses')).body.toString()).toContain('<title>Tallybook</title>');
    expect((await ask(server.portNumber, '/healthz')).status).toBe(200);
    const about: unknown = JSON.parse((await ask(server.portNumber, '/api/about')).body.toString());
    expect(about).toEqual({
      publicOrigin: `http://localhost:${server.portNumber}`,
      version: 'build-1',
      signUp: 'open',
    });
    const folder = join(repository, 'data');
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(folder)) {
      const entry = statSync(join(folder, name));
      expect(entry.mode & 0o777).toBe(entry.isDirectory() ? 0o700 : 0o600);
    }
  });

  it('turns red when the data folder disappears, and keeps serving', async () => {
    const server = await runUntilListening();
    renameSync(join(repository, 'data'), join(repository, 'moved'));
    expect((await ask(server.portNumber, '/healthz')).status).toBe(503);
    rmSync(join(repository, 'moved'), { recursive: true });
    expect((await ask(server.portNumber, '/')).status).toBe(200);
  });

  it.each([
    ['PORT', '99999'],
    ['HOST', 'not a host'],
    ['HOST', '192.0.2.1'],
    ['DATA_DIR', '/dev/null/data'],
    ['PUBLIC_ORIGIN', 'https://tally.example.org/app'],
    ['TRUST_PROXY', 'yes'],
    ['SERVICE_WORKER', 'maybe'],
  ])('refuses %s=%s in one line and leaves the folder free', async (name, value) => {
    await expectRefusal(run({ [name]: value }), new RegExp(`${name}="[^"]+" does not work: expected `));
    await runUntilListening();
  });

  it('names a port that is taken', async () => {
    const first = await runUntilListening();
    const env = { PORT: String(first.portNumber), DATA_DIR: join(repository, 'data', 'other') };
    await expectRefusal(run(env), new RegExp(`PORT="${first.portNumber}".*EADDRINUSE`));
  });

  it('says what to do when the app is not built, and needs no build for development', async () => {
    const build = join(repository, 'web', 'build');
    renameSync(build, `${build}-away`);
    try {
      await expectRefusal(run(), /run pnpm build first/);
      expect(existsSync(join(repository, 'data'))).toBe(false);
      const port = await run({}, ['--dev']).port;
      const about: unknown = JSON.parse((await ask(port ?? 0, '/api/about')).body.toString());
      expect(about).toEqual({
        publicOrigin: 'http://localhost:5173',
        version: 'development',
        signUp: 'open',
      });
    } finally {
      renameSync(`${build}-away`, build);
    }
  });
});

describe('one server per data folder', { timeout: 30_000 }, () => {
  it('refuses the second at once, naming the first and the folder', async () => {
    const first = await runUntilListening();
    await expectRefusal(
      run(),
      new RegExp(`\\(pid ${first.child.pid}\\) is using DATA_DIR ${repository}/data;`),
    );
    expect((await ask(first.portNumber, '/healthz')).status).toBe(200);
  });

  it('takes the folder over within five seconds of kill -9', async () => {
    const first = await runUntilListening();
    first.child.kill('SIGKILL');
    await first.exit;
    const startedMs = performance.now();
    await runUntilListening();
    expect(performance.now() - startedMs).toBeLessThan(5000);
  });

  it('gives it to one of several that start over a dead lock at the same time', async () => {
    const first = await runUntilListening();
    first.child.kill('SIGKILL');
    await first.exit;
    const contenders = Array.from({ length: 4 }, () => run());
    const ports = await Promise.all(contenders.map(({ port }) => port));
    expect(ports.filter((port) => port !== undefined)).toHaveLength(1);
  });
});

describe.each(['SIGTERM', 'SIGINT'] as const)('%s', { timeout: 30_000 }, (signal) => {
  it('ends with 0 and gives the folder back, in spite of a connection kept alive', async () => {
    const server = await runUntilListening();
    const agent = new Agent({ keepAlive: true });
    const request = get({ host: '127.0.0.1', port: server.portNumber, path: '/healthz', agent });
    const [answer] = (await once(request, 'response')) as [NodeJS.ReadableStream];
    answer.resume();
    await once(answer, 'end');
    const startedMs = performance.now();
    server.child.kill(signal);
    // Sent twice, as a terminal and a package manager do together.
    server.child.kill(signal);
    expect(await server.exit).toEqual({ code: 0, signal: null });
    expect(performance.now() - startedMs).toBeLessThan(4500);
    expect(server.err()).toBe('');
    agent.destroy();
    await runUntilListening();
  });
});

describe('SIGTERM during a request that never ends', { timeout: 30_000 }, () => {
  it('stops accepting at once and ends with 0 within ten seconds', async () => {
    const server = await runUntilListening();
    const slow = connect(server.portNumber, '127.0.0.1');
    slow.on('error', () => undefined);
    slow.write('GET / HTTP/1.1\r\nX-Slow: ');
    // An answer to a later connection shows that the slow one has been accepted.
    await ask(server.portNumber, '/healthz');
    const startedMs = performance.now();
    server.child.kill('SIGTERM');
    const refused = async (): Promise<string> =>
      ask(server.portNumber, '/healthz').then(
        () => 'answered',
        (error: unknown) => (error as NodeJS.ErrnoException).code ?? '',
      );
    await expect.poll(refused, { timeout: 4000 }).toBe('ECONNREFUSED');
    expect(server.child.exitCode).toBeNull();
    expect(await server.exit).toEqual({ code: 0, signal: null });
    expect(performance.now() - startedMs).toBeLessThan(10_000);
  });
});
