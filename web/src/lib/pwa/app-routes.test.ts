import { describe, expect, it } from 'vitest';
import { isAppRoute } from './app-routes.ts';

describe('isAppRoute', () => {
  it.each([
    '/',
    '/?source=pwa',
    '/expenses/new?amount=12.50&description=coffee',
    '/expenses/new?description=1/2.5',
    '/expenses/e_0123456789abcdef',
    '/apiary',
    '/synced',
  ])('answers %s with the shell', (path) => {
    expect(isAppRoute(path)).toBe(true);
  });

  it.each([
    '/api/about',
    '/api',
    '/api?x=1',
    '/sync/c0ffee',
    '/healthz',
    '/metrics',
    '/.well-known/change-password',
    '/robots.txt',
    '/_app/immutable/chunks/gone.js',
    '/_app/immutable/chunks/gone.js?v=1',
  ])('leaves %s to the server', (path) => {
    expect(isAppRoute(path)).toBe(false);
  });
});
