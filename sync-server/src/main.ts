import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describeRefusal, readConfig } from './config.ts';
import { createApp } from './http/app.ts';
import { HTTP_LIMITS, createHttpServer, drain, listen } from './http/http-server.ts';
import { resolvePublicOrigin } from './http/origin.ts';
import { readWebBuild } from './http/web-build.ts';
import { readClientAddress } from './http/forwarded-address.ts';
import { openAdminChannel } from './admin/channel/open-admin-channel.ts';
import { findUnfinishedRestore } from './admin/tasks/restore-swap.ts';
import { addressToKey } from './accounts/client-address.ts';
import { createMetrics } from './operations/metrics.ts';
import { serveMetrics } from './operations/serve-metrics.ts';
import { createServices } from './services.ts';
import { errorCode, openDataFolder } from './storage/data-folder.ts';
import { createDurabilityProbe, writeProbeFile } from './storage/durability-probe.ts';
import { acquireFolderLock } from './storage/folder-lock.ts';
import { createFileLayer } from './storage/file-layer.ts';
import type { StorageFinding } from './storage/json-files/data-files.ts';
import { openJsonStorage } from './storage/json-files/open-json-storage.ts';
import { StorageError } from './storage/port.ts';
import { readOwnIdentity } from './storage/process-identity.ts';
import { attachSync } from './sync/attach-sync.ts';
import { encodeSnapshot } from './sync/encode-snapshot.ts';
import type { EncodeSnapshot, Timers } from './sync/ports.ts';
import { createSnapshotRunner } from './sync/snapshot-runner.ts';
import { createSystemTimers } from './sync/system-timers.ts';

/** The repository, seen alike from `src/` and from the bundle in `dist/`. */
const repository = new URL('../../', import.meta.url);
/** Where `vite dev` serves the app and passes API calls on. */
const DEV_ORIGIN = 'http://localhost:5173';
const DRAIN_MS = 4000;
/** Whoever sent the signal may kill what is still there after 10 s. */
const STOP_MS = 9000;
const PROBE = { freshForMs: 5000, timeoutMs: 3000 };

const writeOut = (line: string): void => void process.stdout.write(line);
const writeError = (line: string): void => void process.stderr.write(line);
const writeEvent = (event: object): void =>
  writeError(`${JSON.stringify({ at: new Date().toISOString(), ...event })}\n`);

/** A thread of the bundle's makes snapshots; unbundled, as in development, this one does. */
function openSnapshotRunner(
  isDev: boolean,
  timers: Timers,
): { encodeSnapshot: EncodeSnapshot; close: () => Promise<void> } {
  if (!isDev) return createSnapshotRunner(new URL('snapshot-worker.js', import.meta.url), timers);
  return {
    encodeSnapshot: (update) => Promise.resolve(encodeSnapshot(update)),
    close: () => Promise.resolve(),
  };
}

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

  const files = createFileLayer();
  const unfinished = await findUnfinishedRestore(files, config.dataDir);
  if (unfinished !== undefined) return unfinished;
  const findings: StorageFinding[] = [];
  const storage = await openJsonStorage({
    folder: config.dataDir,
    files,
    nowMs: Date.now,
    report: (finding) => {
      findings.push(finding);
      writeEvent({ event: 'storage-finding', ...finding });
    },
  }).catch((error: unknown) => {
    if (error instanceof StorageError) return error;
    throw error;
  });
  if (storage instanceof StorageError) {
    return describeRefusal('DATA_DIR', config.dataDir, `a folder this server can use (${storage.message})`);
  }

  const configuredOrigin = config.publicOrigin ?? (isDev ? DEV_ORIGIN : undefined);
  const timers = createSystemTimers();
  const snapshots = openSnapshotRunner(isDev, timers);
  const metrics = createMetrics(() => {
    const { connections, rooms } = services.rooms.stats();
    return { connections, classesLoaded: rooms };
  });
  const services = await createServices({
    storage,
    timers,
    encodeSnapshot: snapshots.encodeSnapshot,
    metrics: metrics.sync,
    report: writeEvent,
    signUpPolicy: config.signUp,
    isHttps: configuredOrigin?.startsWith('https:') ?? false,
  });

  /** The store last, since everything else writes to it. */
  const closeStores = async (): Promise<void> => {
    await services.rooms.drain();
    await snapshots.close();
    await storage.close();
  };

  const server = createHttpServer(HTTP_LIMITS);
  let sync = { drain: (): Promise<void> => Promise.resolve() };
  const listening = await listen(server, config, (port) => {
    const publicOrigin = resolvePublicOrigin(configuredOrigin, port);
    sync = attachSync(server, {
      rooms: services.rooms,
      authenticate: (cookieHeader) => services.accounts.sessions.authenticate(cookieHeader),
      publicOrigin,
      addressKeyOf: (request) => addressToKey(readClientAddress(request, config.trustProxy)),
      timers,
      reportFailure: (detail) => writeEvent({ event: 'upgrade-failed', detail }),
    });
    return createApp({
      webBuild,
      publicOrigin,
      trustProxy: config.trustProxy,
      serviceWorker: config.serviceWorker,
      probe: createDurabilityProbe({
        writeDurably: () => writeProbeFile(config.dataDir),
        nowMs: () => performance.now(),
        ...PROBE,
      }),
      signUp: config.signUp.kind,
      api: services.api,
      metrics: serveMetrics(metrics, { token: config.metricsToken, isProxied: config.trustProxy > 0 }),
      writeRequestLine: writeOut,
      writeErrorLine: writeError,
    });
  });
  if (!listening.ok) {
    await closeStores();
    return listening.reason === 'EADDRINUSE' || listening.reason === 'EACCES'
      ? describeRefusal('PORT', String(config.port), `a port that is free to use (${listening.reason})`)
      : describeRefusal('HOST', config.host, `an address of this machine (${listening.reason})`);
  }

  const admin = await openAdminChannel({
    dataDir: config.dataDir,
    tasks: {
      storage,
      dataDir: config.dataDir,
      files,
      findings: () => findings,
      encodeSnapshot: snapshots.encodeSnapshot,
      hashPassword: (password) => services.hasher.hash(password),
      randomBytes,
      nowMs: Date.now,
      onSessionsEnded: (accountId, sessionIds) => services.rooms.cutSessions(accountId, sessionIds),
    },
  }).catch((error: unknown) => {
    // People are served all the same; the operator is told why commands do not get through.
    writeEvent({ event: 'admin-channel-failed', detail: errorCode(error) });
    return undefined;
  });
  if (admin) process.on('exit', admin.removeFiles);

  /** Sockets first, since they hold the HTTP server open. */
  const stopInOrder = async (): Promise<void> => {
    await admin?.close();
    await snapshots.close();
    await sync.drain();
    await drain(server, DRAIN_MS);
    await storage.close();
  };
  let isStopping = false;
  const stop = (): void => {
    // Ctrl-C reaches this process twice under a package manager: from the terminal, and passed on.
    if (isStopping) return;
    isStopping = true;
    const isLate = wait(STOP_MS, 'late', { ref: false });
    void Promise.race([stopInOrder(), isLate])
      // What was acknowledged is on disk already, so there is nothing left to save by staying.
      .catch((error: unknown) => writeEvent({ event: 'stop-failed', detail: errorCode(error) }))
      .then(() => process.exit(0));
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
