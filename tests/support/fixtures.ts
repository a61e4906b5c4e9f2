import { expect, test as base, type BrowserContext } from '@playwright/test';
import { TestServer } from './server.ts';

export { expect };

/** Console errors, uncaught exceptions and CSP reports of every page of a test. Any that is left fails the test. */
export class PageProblems {
  #problems: string[] = [];
  #expected: RegExp[] = [];

  /** Problems that match are part of this test, such as requests that fail because the test cut the network. */
  expect(pattern: RegExp): void {
    this.#expected.push(pattern);
  }

  get unexpected(): readonly string[] {
    return this.#problems.filter((problem) => !this.#expected.some((pattern) => pattern.test(problem)));
  }

  /** Starts listening to all pages of `context`, those opened later too. */
  async watch(context: BrowserContext): Promise<void> {
    context.on('console', (message) => {
      if (message.type() === 'error')
        this.#problems.push(`console: ${message.text()} (${message.location().url})`);
    });
    context.on('weberror', (error) => {
      const { message, stack } = error.error();
      this.#problems.push(`exception: ${message} ${stack ?? ''}`);
    });
    // Violations of a report-only policy reach no console.
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
        console.error(`csp: ${violatedDirective} blocked ${blockedURI} ${sample}`);
      });
    });
  }
}

export interface TestFixtures {
  problems: PageProblems;
}

export interface WorkerFixtures {
  /** One server for all tests of a worker; a test that stops or changes its server starts one of its own. */
  server: TestServer;
}

/** Playwright's test against the built app, failing on anything that goes wrong in a page unnoticed. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  server: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the needed fixtures off this pattern
    async ({}, use) => {
      const server = await TestServer.start();
      await use(server);
      await server.remove();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ server }, use) => use(server.origin),
  // eslint-disable-next-line no-empty-pattern -- as above
  problems: async ({}, use) => {
    const problems = new PageProblems();
    await use(problems);
    expect(problems.unexpected, 'problems that pages reported').toEqual([]);
  },
  context: async ({ context, problems }, use) => {
    await problems.watch(context);
    await use(context);
  },
});

/** `test` with a server per test, for those that stop it, restart it or put another build into its place. */
export const testWithOwnServer = test.extend<{ ownServer: TestServer }>({
  // eslint-disable-next-line no-empty-pattern -- as above
  ownServer: async ({}, use) => {
    const server = await TestServer.start();
    await use(server);
    await server.remove();
  },
  baseURL: async ({ ownServer }, use) => use(ownServer.origin),
});
