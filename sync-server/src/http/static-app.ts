import { extname } from 'node:path';
import { Router } from 'express';
import type { Request, RequestHandler, Response } from 'express';
import { ENCODINGS } from './encodings.ts';
import { sendProblem } from './problem.ts';
import type { WebBuild, WebFile } from './web-build.ts';

const IMMUTABLE = 'public, max-age=31536000, immutable';
const REVALIDATE = 'no-cache';

/** Browsers send a weaker or stronger wish per encoding; any that is not refused gets the smallest variant we have. */
function pickVariant(req: Request, file: WebFile): { body: Buffer; encoding?: string } {
  for (const { name } of ENCODINGS) {
    const body = file.variants.get(name);
    if (body !== undefined && req.acceptsEncodings(name) === name) return { body, encoding: name };
  }
  return { body: file.body };
}

/** Sends a file; Express turns it into 304 or an empty HEAD answer where the request asks for that. */
function sendWebFile(req: Request, res: Response, file: WebFile): void {
  const { body, encoding } = pickVariant(req, file);
  res.set('Cache-Control', file.path.startsWith('/_app/immutable/') ? IMMUTABLE : REVALIDATE);
  res.set('ETag', `"${file.tag}${encoding === undefined ? '' : `-${encoding}`}"`);
  if (file.variants.size > 0) res.vary('Accept-Encoding');
  if (encoding !== undefined) res.set('Content-Encoding', encoding);
  res.type(extname(file.path) || 'application/octet-stream').send(body);
}

function decodePath(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    // A stray `%`: the path names nothing.
    return undefined;
  }
}

/** Whether an address is one of the app's pages rather than a file that ought to be there. */
function isPagePath(path: string): boolean {
  const segments = path.split('/');
  return (
    segments[1] !== '_app' &&
    !segments.some((segment) => segment.startsWith('.')) &&
    !(segments.at(-1) ?? '').includes('.')
  );
}

/**
 * Serves the built app. Paths are looked up in the list of built files and never reach the file system, so none can
 * lead outside it. Addresses of pages get the shell; missing files are a real 404, because a script answered with
 * HTML and 200 ends up in caches and breaks the app for good.
 */
export function serveWebApp({ fileByPath, shell, preloads }: WebBuild): RequestHandler {
  return (req, res) => {
    if (req.method !== 'GET' && req.method !== 'HEAD') {
      res.set('Allow', 'GET, HEAD');
      sendProblem(res, {
        status: 405,
        code: 'method-not-allowed',
        title: 'Pages and files can only be read',
      });
      return;
    }
    const path = decodePath(req.path);
    const page = path?.replace(/\/+$/, '');
    const file =
      path === undefined
        ? undefined
        : (fileByPath.get(path) ?? fileByPath.get(`${page}.html`) ?? fileByPath.get(`${page}/index.html`));
    if (file !== undefined) {
      sendWebFile(req, res, file);
    } else if (path !== undefined && isPagePath(path) && req.accepts('text/html') !== false) {
      const preload = preloads.find(({ address }) => address.test(page === '' ? '/' : (page ?? '')));
      if (preload) res.set('Link', preload.link);
      sendWebFile(req, res, shell);
    } else {
      sendProblem(res, { status: 404, code: 'not-found', title: 'There is nothing at this address' });
    }
  };
}

/** Answers in place of the app's service worker, so that a broken one can be called back. */
export function serveWorkerInstead(source: string): RequestHandler {
  const router = Router();
  router.get('/service-worker.js', (_req, res) => {
    res.set('Cache-Control', REVALIDATE).type('.js').send(source);
  });
  return router;
}
