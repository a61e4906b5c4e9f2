import { createContext, runInContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { SELF_DESTROYING_WORKER } from './self-destroying-worker.ts';

type Listener = (event: { waitUntil: (work: Promise<void>) => void }) => void;

/** Runs the worker through install and activation in a scope that records what it does. */
async function runWorker(pages: readonly { url: string }[]): Promise<string[]> {
  const steps: string[] = [];
  const listeners = new Map<string, Listener>();
  const matchOptions: unknown[] = [];
  const self = {
    addEventListener: (name: string, listener: Listener) => listeners.set(name, listener),
    skipWaiting: () => steps.push('skipWaiting'),
    registration: {
      unregister: () => {
        steps.push('unregister');
        return Promise.resolve(true);
      },
    },
    clients: {
      matchAll: (options: unknown) => {
        matchOptions.push(options);
        return Promise.resolve(
          pages.map((page) => ({
            ...page,
            // A page may be gone by now; and one that navigates may wait for this worker, so it never settles.
            navigate: (url: string) => {
              steps.push(`navigate ${url}`);
              return page.url.endsWith('gone')
                ? Promise.reject(new Error('gone'))
                : new Promise(() => undefined);
            },
          })),
        );
      },
    },
  };
  const caches = {
    keys: () => Promise.resolve(['precache-1', 'runtime']),
    delete: (name: string) => {
      steps.push(`delete ${name}`);
      return Promise.resolve(true);
    },
  };
  // `indexedDB` is not in this scope: touching it would throw.
  runInContext(SELF_DESTROYING_WORKER, createContext({ self, caches }));
  for (const name of ['install', 'activate']) {
    const work: Promise<void>[] = [];
    listeners.get(name)?.({ waitUntil: (promise) => work.push(promise) });
    await Promise.all(work);
  }
  expect(matchOptions).toEqual([{ type: 'window' }]);
  return steps;
}

describe('the service worker that removes itself', () => {
  it('drops every cache and itself, then reloads the pages it took over, once each', async () => {
    expect(await runWorker([{ url: '/expenses' }, { url: '/gone' }])).toEqual([
      'skipWaiting',
      'delete precache-1',
      'delete runtime',
      'unregister',
      'navigate /expenses',
      'navigate /gone',
    ]);
  });

  it('reloads nothing when a page registers it anew', async () => {
    expect(await runWorker([])).not.toContainEqual(expect.stringContaining('navigate'));
  });

  it('has no word for the database', () => {
    expect(SELF_DESTROYING_WORKER).not.toMatch(/indexedDB|Clear-Site-Data/i);
  });
});
