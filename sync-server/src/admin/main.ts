import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { hash } from '@node-rs/argon2';
import { ARGON2ID } from '../accounts/password-hasher.ts';
import { createFileLayer } from '../storage/file-layer.ts';
import { encodeSnapshot } from '../sync/encode-snapshot.ts';
import { runAdmin } from './run-admin.ts';

/** The repository, seen from the bundle in `sync-server/dist/`. */
const repository = new URL('../../', import.meta.url);

process.setSourceMapsEnabled(true);
// Whoever read the lines has gone; what was begun is finished all the same.
process.stdout.on('error', () => undefined);

const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => interrupted.abort(new Error('interrupted')));
}

process.exitCode = await runAdmin(process.argv.slice(2), {
  env: process.env,
  defaultDataDir: fileURLToPath(new URL('data', repository)),
  workingFolder: process.cwd(),
  files: createFileLayer(),
  nowMs: Date.now,
  wait: (delayMs) => wait(delayMs),
  randomBytes,
  hashPassword: (password) => hash(password, ARGON2ID),
  encodeSnapshot: (update) =>
    new Promise((resolve) => {
      resolve(encodeSnapshot(update));
    }),
  onLost: () => {
    process.stderr.write('tallybook admin: a server took the data folder over; stopping at once\n');
    process.exit(1);
  },
  writeOut: (text) => void process.stdout.write(text),
  writeError: (text) => void process.stderr.write(text),
  signal: interrupted.signal,
});
