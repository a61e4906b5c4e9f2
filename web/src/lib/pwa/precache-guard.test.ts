import { describe, expect, it } from 'vitest';
import { isShellOfBuild, mayPrecache, type PrecacheAnswer } from './precache-guard.ts';

function answer(contentType: string, differences: Partial<PrecacheAnswer> = {}): PrecacheAnswer {
  const headers = new Headers(contentType === '' ? {} : { 'content-type': contentType });
  return { ok: true, type: 'basic', redirected: false, headers, ...differences };
}

describe('mayPrecache', () => {
  it.each([
    ['/_app/immutable/entry/app.A1.js', 'text/javascript; charset=utf-8'],
    ['/_app/immutable/entry/app.A1.js', 'application/javascript'],
    ['/_app/immutable/assets/0.A1.css', 'text/css'],
    ['/200.html', 'text/html; charset=utf-8'],
    ['/manifest.webmanifest', 'application/manifest+json'],
    ['/favicon.svg', 'image/svg+xml'],
    ['/favicon.ico', 'image/vnd.microsoft.icon'],
    ['/icons/tallybook-192.png', 'image/png'],
  ])('accepts %s as %s', (path, contentType) => {
    expect(mayPrecache(path, answer(contentType))).toBe(true);
  });

  it('refuses the page of a captive portal in place of a script', () => {
    expect(mayPrecache('/_app/immutable/entry/app.A1.js', answer('text/html'))).toBe(false);
  });

  it('refuses an answer without a content type, and a file of a kind that it does not know', () => {
    expect(mayPrecache('/200.html', answer(''))).toBe(false);
    expect(mayPrecache('/data.wasm', answer('application/wasm'))).toBe(false);
    expect(mayPrecache('/expenses', answer('text/html'))).toBe(false);
  });

  it.each([
    ['a redirect to a sign-in page', { redirected: true }],
    ['a bad gateway', { ok: false }],
    ['an answer of another origin', { type: 'cors' as const }],
    ['an answer that cannot be looked into', { type: 'opaque' as const }],
  ])('refuses %s', (_name, differences) => {
    expect(mayPrecache('/200.html', answer('text/html', differences))).toBe(false);
  });
});

describe('isShellOfBuild', () => {
  const shell =
    '<link href="/_app/immutable/entry/start.A1.js" rel="modulepreload"><script>import("/_app/immutable/entry/app.B2.js")</script>';

  it('accepts a shell whose scripts are all part of the build', () => {
    const paths = new Set([
      '/_app/immutable/entry/start.A1.js',
      '/_app/immutable/entry/app.B2.js',
      '/200.html',
    ]);
    expect(isShellOfBuild(shell, paths)).toBe(true);
  });

  it('refuses the shell of a build that was deployed meanwhile', () => {
    expect(isShellOfBuild(shell, new Set(['/_app/immutable/entry/start.A1.js']))).toBe(false);
  });

  it('refuses a page that is not ours', () => {
    expect(isShellOfBuild('<h1>Welcome to Station Wi-Fi</h1>', new Set(['/200.html']))).toBe(false);
  });
});
