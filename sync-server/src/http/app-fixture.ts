import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Router } from 'express';
import { createApp } from './app.ts';
import type { AppParts } from './app.ts';
import { HTTP_LIMITS, createHttpServer, listen } from './http-server.ts';
import type { HttpLimits } from './http-server.ts';
import { resolvePublicOrigin } from './origin.ts';
import { precompressFolder } from './precompress.ts';
import { readWebBuild } from './web-build.ts';

export const INLINE_SCRIPT = 'document.documentElement.dataset.theme = "light";';
export const ANNOUNCER_STYLE = 'position: absolute; left: 0; clip-path: inset(50%)';

const SHELL = `<!doctype html>
<html lang="en"><head><title>Tallybook</title><script>${INLINE_SCRIPT}</script>
<script type="module" src="/_app/immutable/entry/start.1a2b3c.js"></script></head>
<body><div id="app" style="display: contents"></div>${'<!-- filler -->'.repeat(100)}</body></html>
`;

/** A small build of the shape SvelteKit's static adapter makes. */
const BUILD: Readonly<Record<string, string>> = {
  '200.html': SHELL,
  'robots.txt': 'User-agent: *\n',
  'manifest.webmanifest': '{"id":"/","name":"Tallybook"}\n',
  'service-worker.js': `self.addEventListener('fetch', () => undefined);\n${'// precache\n'.repeat(200)}`,
  'icons/icon.svg': `<svg xmlns="http://www.w3.org/2000/svg">${'<path/>'.repeat(200)}</svg>`,
  'icons/icon-192.png': 'not really a png',
  '_app/version.json': '{"version":"build-1"}',
  '_app/immutable/entry/start.1a2b3c.js': `const t = \`<div id="svelte-announcer" aria-live="assertive" style="${ANNOUNCER_STYLE}"> </div>\`;\n${'t.trim();\n'.repeat(200)}`,
  '_app/immutable/assets/app.9f8e7d.css': 'body { margin: 0 }\n'.repeat(200),
};

/** Writes the build to a new temporary folder beside a file that must never be served, and compresses it. */
export async function writeBuildFixture(): Promise<{ folder: string; remove: () => void }> {
  const parent = mkdtempSync(join(tmpdir(), 'tallybook-build-'));
  const folder = join(parent, 'web', 'build');
  for (const [name, body] of Object.entries({
    ...BUILD,
    '.preloads.json': JSON.stringify([
      { address: '^/classes/new$', link: '</_app/immutable/new.js>; rel=modulepreload' },
      { address: '^/classes/[^/]+$', link: '</_app/immutable/class.js>; rel=modulepreload' },
    ]),
    '.env': 'SECRET-OF-THE-HOST',
    '.git/config': 'SECRET-OF-THE-HOST',
  })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), body);
  }
  writeFileSync(join(parent, 'secret.txt'), 'SECRET-OF-THE-HOST');
  await precompressFolder(folder);
  return { folder, remove: () => rmSync(parent, { recursive: true, force: true }) };
}

export interface RunningApp {
  readonly server: Server;
  readonly port: number;
  readonly requestLines: string[];
  readonly errorLines: string[];
  readonly stop: () => Promise<void>;
}

/** Serves on a free port; `buildFolder` undefined serves no app, as during development. */
export async function startApp(
  buildFolder: string | undefined,
  overrides: Partial<Omit<AppParts, 'publicOrigin'>> & { publicOrigin?: string; limits?: HttpLimits } = {},
): Promise<RunningApp> {
  const { publicOrigin, limits = HTTP_LIMITS, ...parts } = overrides;
  const webBuild = buildFolder === undefined ? undefined : await readWebBuild(buildFolder);
  const requestLines: string[] = [];
  const errorLines: string[] = [];
  const server = createHttpServer(limits);
  const listening = await listen(server, { host: '127.0.0.1', port: 0 }, (port) =>
    createApp({
      webBuild,
      publicOrigin: resolvePublicOrigin(publicOrigin, port),
      trustProxy: 0,
      serviceWorker: 'on',
      probe: () => Promise.resolve({ ok: true }),
      signUp: 'open',
      api: Router(),
      metrics: (_req, _res, next) => next(),
      writeRequestLine: (line) => requestLines.push(line),
      writeErrorLine: (line) => errorLines.push(line),
      ...parts,
    }),
  );
  if (!listening.ok) throw new Error(`the test server cannot listen: ${listening.reason}`);
  return {
    server,
    port: listening.port,
    requestLines,
    errorLines,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Sends the path as it stands: `fetch` would tidy it up, choose encodings and set headers of its own. */
export function ask(
  port: number,
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const { body: sent, ...rest } = options;
    const outgoing = request({ host: '127.0.0.1', port, path, agent: false, ...rest }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () =>
        resolve({
          status: incoming.statusCode ?? 0,
          headers: incoming.headers,
          body: Buffer.concat(chunks),
        }),
      );
    });
    outgoing.on('error', reject);
    outgoing.end(sent);
  });
}
