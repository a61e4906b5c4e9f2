import { beforeEach, describe, expect, it } from 'vitest';
import {
  dismissedForMs,
  InstallHint,
  readInstallPlatform,
  savedBeforeHint,
  type InstallMemory,
  type InstallPlatform,
} from './install.svelte.ts';

let memory: InstallMemory | undefined;
let now: number;
let target: EventTarget;

beforeEach(() => {
  memory = undefined;
  now = 1_800_000_000_000;
  target = new EventTarget();
});

const desktop: InstallPlatform = { isStandalone: false, isIos: false };
const iphone: InstallPlatform = { isStandalone: false, isIos: true };

function openApp(platform = desktop): InstallHint {
  const store = { get: () => memory, set: (next: InstallMemory) => void (memory = next) };
  const hint = new InstallHint(store, platform, () => now);
  hint.listen(target);
  return hint;
}

function offerPrompt(outcome: 'accepted' | 'dismissed' = 'accepted') {
  const event = Object.assign(new Event('beforeinstallprompt', { cancelable: true }), {
    prompt: () => Promise.resolve(),
    userChoice: Promise.resolve({ outcome }),
  });
  target.dispatchEvent(event);
  return event;
}

function save(hint: InstallHint, count: number): void {
  for (let saved = 0; saved < count; saved++) hint.expenseSaved();
}

describe('InstallHint', () => {
  it('shows after the third saved expense, also on the first visit', () => {
    const hint = openApp();
    offerPrompt();
    save(hint, savedBeforeHint - 1);
    expect(hint.shouldShow).toBe(false);
    expect(hint.way).toBe('prompt');
    hint.expenseSaved();
    expect(hint.shouldShow).toBe(true);
  });

  it('counts over visits, and reads what earlier versions noted', () => {
    memory = Object.assign({ savedCount: savedBeforeHint - 1 }, { sessionCount: 1 });
    const hint = openApp();
    offerPrompt();
    expect(hint.shouldShow).toBe(false);
    hint.expenseSaved();
    expect(hint.shouldShow).toBe(true);
  });

  it('keeps the browser from showing a bar of its own', () => {
    openApp();
    expect(offerPrompt().defaultPrevented).toBe(true);
  });

  it('stays away for 90 days once dismissed, also in later sessions', () => {
    save(openApp(), savedBeforeHint);
    const hint = openApp();
    offerPrompt();
    hint.dismiss();
    expect(hint.shouldShow).toBe(false);
    now += dismissedForMs - 1;
    const later = openApp();
    offerPrompt();
    expect(later.shouldShow).toBe(false);
    now += 1;
    expect(later.shouldShow).toBe(true);
  });

  it('goes for good once the app is installed', async () => {
    save(openApp(), savedBeforeHint);
    const hint = openApp();
    offerPrompt('accepted');
    expect(await hint.install()).toBe('accepted');
    expect(hint.way).toBe('installed');
    expect(hint.shouldShow).toBe(false);
  });

  it('goes when the app is installed from the browser menu', () => {
    save(openApp(), savedBeforeHint);
    const hint = openApp();
    offerPrompt();
    target.dispatchEvent(new Event('appinstalled'));
    expect(hint.way).toBe('installed');
  });

  it('takes a declined dialog as a dismissal, and does not ask a used event again', async () => {
    save(openApp(), savedBeforeHint);
    const hint = openApp();
    offerPrompt('dismissed');
    expect(await hint.install()).toBe('dismissed');
    expect(hint.shouldShow).toBe(false);
    expect(await hint.install()).toBe('no-prompt');
  });

  it('explains the steps on iOS, where there is no dialog', () => {
    save(openApp(iphone), savedBeforeHint);
    const hint = openApp(iphone);
    expect(hint.way).toBe('ios-steps');
    expect(hint.shouldShow).toBe(true);
  });

  it('says nothing where it does not know how, or where the app runs installed already', () => {
    save(openApp(), savedBeforeHint);
    expect(openApp().shouldShow).toBe(false);
    const installed = openApp({ isStandalone: true, isIos: true });
    expect(installed.way).toBe('installed');
    expect(installed.shouldShow).toBe(false);
  });
});

describe('readInstallPlatform', () => {
  const windowOf = (
    userAgent: string,
    maxTouchPoints: number,
    isDisplayStandalone: boolean,
    extra: object = {},
  ) =>
    ({
      navigator: { userAgent, maxTouchPoints, ...extra },
      matchMedia: () => ({ matches: isDisplayStandalone }),
    }) as unknown as Window;

  it.each([
    ['iPhone', windowOf('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)', 5, false), true, false],
    [
      'iPad that calls itself a Mac',
      windowOf('Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)', 5, false),
      true,
      false,
    ],
    ['Mac', windowOf('Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)', 0, false), false, false],
    ['installed on Android', windowOf('Mozilla/5.0 (Linux; Android 15)', 5, true), false, true],
    ['on an iOS home screen', windowOf('Mozilla/5.0 (iPhone)', 5, false, { standalone: true }), true, true],
  ])('knows an %s', (_name, window, isIos, isStandalone) => {
    expect(readInstallPlatform(window)).toEqual({ isIos, isStandalone });
  });
});
