import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describeRefusal, readConfig } from './config.ts';
import { createApp } from './http/app.ts';
import { HTTP_LIMITS, createHttpServer, drain, listen } from './http/http-server.ts';
import { resolvePublicOrigin } from './http/origin.ts';
import { readWebBuild } from './http/web-build.ts';
import { openDataFolder } from './storage/data-folder.ts';
import { createDurabilityProbe, writeProbeFile } from './storage/durability-probe.ts';
import { acquireFolderLock } from './storage/folder-lock.ts';
import { readOwnIdentity } from './storage/process-identity.ts';

/** The repository, seen alike from `src/` and from the bundle in `dist/`. */
const repository = new URL('../../', import.meta.url);
/** Where `vite dev` serves the app and passes API calls on. */
const DEV_ORIGIN = 'http://localhost:5173';
const DRAIN_MS = 5000;
const PROBE = { freshForMs: 5000, timeoutMs: 3000 };

const writeOut = (line: string): void => void process.stdout.write(line);
const writeError = (line: string): void => void process.stderr.write(line);

/** Starts everything, in the order in which it can be refused; returns the refusal as one line. */
async function start(isDev: boolean): Promise<string | undefined> {
  const read = readConfig(process.env, fileURLToPath(new URL('data', repository)));
  if (!read.ok) return read.refusal;
  const { config } = read;

  const webBuild = isDev ? undefined : await readWebBuild(fileURLToPath(new URL('web/build', repository)));
  if (!isDev && webBuild === undefined) return 'the web app is not built: run pnpm build first';

  const folder = openDataFolder(config.dataDir);
  if (!folder.ok) {
    return describeRefusal(
      'DATA_DIR',
      config.dataDir,
      `a folder this server may write to (${folder.reason})`,
    );
  }
  const locked = await acquireFolderLock({
    folder: config.dataDir,
    identity: readOwnIdentity(),
    wait,
    onLost: () => {
      writeError(`tallybook: another server took over DATA_DIR ${config.dataDir}; stopping at once\n`);
      process.exit(1);
    },
  });
  if (!locked.ok) {
    return 'heldBy' in locked
      ? `another server (pid ${locked.heldBy}) is using DATA_DIR ${config.dataDir}; stop it, or give this one a folder of its own`
      : describeRefusal('DATA_DIR', config.dataDir, `a folder this server may write to (${locked.reason})`);
  }
  process.on('exit', locked.lock.release);

  const server = createHttpServer(HTTP_LIMITS);
  const listening = await listen(server, config, (port) =>
    createApp({
      webBuild,
      publicOrigin: resolvePublicOrigin(config.publicOrigin ?? (isDev ? DEV_ORIGIN : undefined), port),
      trustProxy: config.trustProxy,
      serviceWorker: config.serviceWorker,
      probe: createDurabilityProbe({
        writeDurably: () => writeProbeFile(config.dataDir),
        nowMs: () => performance.now(),
        ...PROBE,
      }),
      writeRequestLine: writeOut,
      writeErrorLine: writeError,
    }),
  );
  if (!listening.ok) {
    return listening.reason === 'EADDRINUSE' || listening.reason === 'EACCES'
      ? describeRefusal('PORT', String(config.port), `a port that is free to use (${listening.reason})`)
      : describeRefusal('HOST', config.host, `an address of this machine (${listening.reason})`);
  }

  let isStopping = false;
  const stop = (): void => {
    // Ctrl-C reaches this process twice under a package manager: from the terminal, and passed on.
    if (isStopping) return;
    isStopping = true;
    void drain(server, DRAIN_MS).then(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);

  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  writeOut(`listening on http://${host}:${listening.port}\n`);
  return undefined;
}

process.setSourceMapsEnabled(true);
// Whoever read the log has gone; that is no reason to stop serving.
process.stdout.on('error', () => undefined);

const refusal = await start(process.argv.includes('--dev'));
if (refusal !== undefined) {
  writeError(`tallybook: ${refusal}\n`);
  process.exitCode = 1;
}
