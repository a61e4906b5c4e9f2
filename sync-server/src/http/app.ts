import express from 'express';
import type { Express, RequestHandler, Router } from 'express';
import type { DurabilityProbe } from '../storage/durability-probe.ts';
import { answerHealth } from './health.ts';
import { refuseCrossSite } from './origin.ts';
import type { PublicOrigin } from './origin.ts';
import { handleRequestError, sendProblem } from './problem.ts';
import { refuseOutdated } from './refuse-outdated.ts';
import { assignRequestId, logRequests } from './request-log.ts';
import { setSecurityHeaders } from './security-headers.ts';
import { SELF_DESTROYING_WORKER } from './self-destroying-worker.ts';
import { serveWebApp, serveWorkerInstead } from './static-app.ts';
import type { WebBuild } from './web-build.ts';

export interface AppParts {
  /** Undefined during development, when Vite serves the app. */
  readonly webBuild: WebBuild | undefined;
  readonly publicOrigin: PublicOrigin;
  readonly trustProxy: number;
  readonly serviceWorker: 'on' | 'off';
  readonly probe: DurabilityProbe;
  readonly signUp: 'open' | 'code' | 'closed';
  /** What is behind `/api`, for pages of our own origin alone. */
  readonly api: Router;
  /** Which version this server has; that of the code unless given. */
  readonly schemaVersion?: number;
  readonly metrics: RequestHandler;
  readonly writeRequestLine: (line: string) => void;
  readonly writeErrorLine: (line: string) => void;
}

const NO_INLINE = { scripts: [], styles: [], styleAttributes: [] };

/** Puts the whole HTTP side together; opens nothing and listens to nothing. */
export function createApp(parts: AppParts): Express {
  const { webBuild, publicOrigin } = parts;
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', false);
  app.set('etag', false);
  app.set('trust proxy', parts.trustProxy);

  app.use(assignRequestId());
  app.use(logRequests(parts.writeRequestLine));
  app.use(
    setSecurityHeaders({
      inlineHashes: webBuild?.inlineHashes ?? NO_INLINE,
      isHttps: publicOrigin.origin.startsWith('https:'),
    }),
  );

  app.get('/healthz', answerHealth(parts.probe));
  app.get('/metrics', parts.metrics);

  app.use('/api', refuseCrossSite(publicOrigin));
  // The app compares this with its own address, to say where it should have been opened.
  app.get('/api/about', (_req, res) => {
    res.set('Cache-Control', 'no-store').json({
      publicOrigin: publicOrigin.origin,
      version: webBuild?.version ?? 'development',
      signUp: parts.signUp,
    });
  });
  app.use('/api', refuseOutdated(parts.schemaVersion), parts.api);
  app.use(['/api', '/sync', '/metrics'], (_req, res) => {
    sendProblem(res, { status: 404, code: 'not-found', title: 'There is nothing at this address' });
  });

  if (parts.serviceWorker === 'off') app.use(serveWorkerInstead(SELF_DESTROYING_WORKER));
  if (webBuild !== undefined) app.use(serveWebApp(webBuild));
  app.use((_req, res) => {
    sendProblem(res, { status: 404, code: 'not-found', title: 'There is nothing at this address' });
  });
  app.use(handleRequestError(parts.writeErrorLine));
  return app;
}
