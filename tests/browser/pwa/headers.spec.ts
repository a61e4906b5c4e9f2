import { expect, test } from '../../support/fixtures.ts';
import { builtRepository } from '../../support/installation.ts';
import { precachedPaths } from '../../support/service-worker.ts';

const hashedFile =
  precachedPaths(builtRepository.webBuild).find((path) => path.startsWith('/_app/immutable/')) ?? '';

const table = [
  { path: '/', status: 200, cache: 'no-cache', type: 'text/html' },
  { path: '/expenses/new?amount=1', status: 200, cache: 'no-cache', type: 'text/html' },
  { path: '/200.html', status: 200, cache: 'no-cache', type: 'text/html' },
  { path: '/service-worker.js', status: 200, cache: 'no-cache', type: 'text/javascript' },
  { path: '/manifest.webmanifest', status: 200, cache: 'no-cache', type: 'application/manifest+json' },
  { path: '/_app/version.json', status: 200, cache: 'no-cache', type: 'application/json' },
  {
    path: hashedFile,
    status: 200,
    cache: 'public, max-age=31536000, immutable',
    type: /^text\/(javascript|css)/,
  },
  { path: '/api/about', status: 200, cache: 'no-store', type: 'application/json' },
  { path: '/api/nothing-here', status: 404, cache: 'no-store', type: 'application/problem+json' },
  { path: '/healthz', status: 200, cache: 'no-store', type: 'application/json' },
  { path: '/_app/immutable/chunks/gone.js', status: 404, cache: undefined, type: 'application/problem+json' },
  { path: '/missing.png', status: 404, cache: undefined, type: 'application/problem+json' },
] as const;

for (const { path, status, cache, type } of table) {
  test(`${path.replace(hashedFile, 'a hashed file')} answers ${status}, kept as ${cache ?? 'nothing says'}`, async ({
    request,
  }) => {
    const answer = await request.get(path);
    const headers = answer.headers();
    expect(answer.status()).toBe(status);
    expect(headers['content-type']).toMatch(
      typeof type === 'string' ? new RegExp(`^${type.replace('+', '\\+')}`) : type,
    );
    if (cache === undefined) expect(headers['cache-control'] ?? '').not.toMatch(/immutable|max-age=[1-9]/);
    else expect(headers['cache-control']).toBe(cache);
    expect(headers['x-content-type-options']).toBe('nosniff');
    // A hashed file runs under the policy of the page that loads it.
    if (!path.startsWith('/_app/immutable/')) {
      expect(headers['content-security-policy']).toContain("require-trusted-types-for 'script'");
    }
    expect(headers['set-cookie']).toBeUndefined();
  });
}
