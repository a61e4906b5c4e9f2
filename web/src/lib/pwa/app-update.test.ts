import { beforeEach, describe, expect, it } from 'vitest';
import { AppUpdate, type InstalledApp } from './app-update.svelte.ts';

let isFormOpen: boolean;
let isOnline: boolean;
let isInstalling: boolean;
let isWaiting: boolean;
let answerCheck: () => Promise<void>;
let calls: string[];
let activation: PromiseWithResolvers<void>;
let update: AppUpdate;

const app: InstalledApp = {
  isInstalling: () => isInstalling,
  isWaiting: () => isWaiting,
  check: () => {
    calls.push('check');
    return answerCheck();
  },
  skipWaiting: () => calls.push('skipWaiting'),
  activated: () => activation.promise,
};

/** `Promise.withResolvers` came with Node 22. */
function withResolvers(): PromiseWithResolvers<void> {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((settle) => (resolve = settle));
  return { promise, resolve, reject: () => undefined };
}

beforeEach(() => {
  isFormOpen = false;
  isOnline = true;
  isInstalling = false;
  isWaiting = false;
  answerCheck = () => Promise.resolve();
  activation = withResolvers();
  calls = [];
  update = new AppUpdate({
    isFormOpen: () => isFormOpen,
    flushDraft: () => void calls.push('flushDraft'),
    reload: () => calls.push('reload'),
    isOnline: () => isOnline,
  });
});

describe('AppUpdate: a new build', () => {
  it('is asked about once it waits, but never over an open form', () => {
    expect(update.shouldAsk).toBe(false);
    update.waitingFound();
    expect(update.shouldAsk).toBe(true);
    isFormOpen = true;
    expect(update.shouldAsk).toBe(false);
    expect(update.available).toBe(true);
  });

  it('that waited before this page was opened is found on connecting', () => {
    isWaiting = true;
    update.connect(app);
    expect(update.available).toBe(true);
  });

  it('takes over once when it is accepted twice', () => {
    update.connect(app);
    update.waitingFound();
    update.accept();
    update.accept();
    expect(calls).toEqual(['skipWaiting']);
  });

  it('is not asked about again once it was put off, but the next one is', () => {
    update.waitingFound();
    update.putOff();
    expect(update.shouldAsk).toBe(false);
    update.waitingFound();
    expect(update.shouldAsk).toBe(true);
  });

  it('that was put off is asked about again when the person looks for one, not when the app does', async () => {
    isWaiting = true;
    update.connect(app);
    update.putOff();
    await update.check();
    expect(update.shouldAsk).toBe(false);
    expect(await update.check(true)).toBe('found');
    expect(update.shouldAsk).toBe(true);
  });

  it('reaches a page that came past the service worker, once it has taken over', async () => {
    update.connect(app);
    update.waitingFound();
    update.accept();
    expect(calls).toEqual(['skipWaiting']);
    activation.resolve();
    await activation.promise;
    expect(calls).toEqual(['skipWaiting', 'reload']);
  });

  it('is not taken over when there is none', () => {
    update.connect(app);
    update.accept();
    expect(calls).toEqual([]);
  });
});

describe('AppUpdate: another service worker takes over', () => {
  it('reloads nothing when it is the first one', async () => {
    await update.controllerChanged();
    expect(calls).toEqual([]);
  });

  it('reloads when it is the second one in the life of a page', async () => {
    await update.controllerChanged();
    await update.controllerChanged();
    expect(calls).toEqual(['reload']);
  });

  it('reloads exactly once, however often it is told', async () => {
    update.pageIsControlled();
    await update.controllerChanged();
    await update.controllerChanged();
    update.formClosed();
    expect(calls).toEqual(['reload']);
  });

  it('keeps an open form, flushes its draft, and reloads once the form is left', async () => {
    update.pageIsControlled();
    isFormOpen = true;
    await update.controllerChanged();
    expect(calls).toEqual(['flushDraft']);
    expect(update.isReloadDue).toBe(true);
    isFormOpen = false;
    update.formClosed();
    update.formClosed();
    expect(calls).toEqual(['flushDraft', 'reload']);
  });

  it('asks no more for what has been taken over', async () => {
    update.pageIsControlled();
    update.waitingFound();
    isFormOpen = true;
    await update.controllerChanged();
    isFormOpen = false;
    expect(update.shouldAsk).toBe(false);
  });
});

describe('AppUpdate: looking for a new build', () => {
  it('asks the server, and finds what then waits', async () => {
    update.connect(app);
    answerCheck = () => {
      isWaiting = true;
      return Promise.resolve();
    };
    expect(await update.check()).toBe('found');
    expect(calls).toEqual(['check']);
    expect(update.available).toBe(true);
  });

  it('asks nobody offline, while a build is being installed, or before it is connected', async () => {
    await update.check();
    update.connect(app);
    isOnline = false;
    await update.check();
    isOnline = true;
    isInstalling = true;
    await update.check();
    expect(calls).toEqual([]);
  });

  it('asks once when focus and visibility report the same return', async () => {
    update.connect(app);
    await Promise.all([update.check(), update.check()]);
    expect(calls).toEqual(['check']);
  });

  it('goes on asking after the server could not be reached', async () => {
    update.connect(app);
    answerCheck = () => Promise.reject(new TypeError('Failed to fetch'));
    expect(await update.check()).toBe('not-reached');
    answerCheck = () => Promise.resolve();
    expect(await update.check()).toBe('newest');
    expect(calls).toEqual(['check', 'check']);
  });
});
