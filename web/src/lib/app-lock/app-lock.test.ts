import { beforeEach, describe, expect, it } from 'vitest';
import type { LockChannel, LockMessage } from '$lib/platform/lock-channel.ts';
import type { LockKeeping, LockRecord } from '$lib/platform/lock-keeping.ts';
import { ManualTimers } from '$lib/platform/manual-timers.ts';
import { AppLock } from './app-lock.ts';
import { LockState } from './lock-state.svelte.ts';
import { watchLock } from './watch-lock.ts';

const MINUTE_MS = 60_000;

const LOCKED: LockRecord = {
  passcode: { salt: '', hash: '', iterations: 1 },
  credentialId: null,
  delay: 1,
  failures: 0,
  lastFailedAt: 0,
};

let record: LockRecord | null;
let now: number;
let tabs: Tab[];

interface Tab {
  readonly state: LockState;
  readonly lock: AppLock;
  readonly timers: ManualTimers;
  curtain: string | null;
  hide(): void;
  show(): void;
  changedElsewhere(): void;
}

const keeping = (listeners: (() => void)[]): LockKeeping => ({
  read: () => record,
  write: (next) => {
    record = next;
    return true;
  },
  remove: () => void (record = null),
  onChangedElsewhere: (action) => {
    listeners.push(action);
    return () => undefined;
  },
});

/** A tab of this device. */
function openTab(
  isPasscode: (typed: string) => Promise<boolean> = (typed) => Promise.resolve(typed === 'right one'),
  state = new LockState(record === null ? 'off' : 'closed'),
  isHidden = false,
): Tab {
  const timers = new ManualTimers();
  const heard: ((message: LockMessage) => void)[] = [];
  const changed: (() => void)[] = [];
  const leaving: (() => void)[] = [];
  const returning: (() => void)[] = [];
  const channel: LockChannel & { hear: (message: LockMessage) => void } = {
    post: (message) => {
      for (const other of channels) if (other !== channel) other.hear(message);
    },
    listen: (listener) => {
      heard.push(listener);
      return () => undefined;
    },
    close: () => undefined,
    hear: (message) => heard.forEach((listener) => listener(message)),
  };
  channels.push(channel);
  const tab = {
    state,
    timers,
    curtain: null as string | null,
    hide: () => leaving.forEach((action) => action()),
    show: () => returning.forEach((action) => action()),
    changedElsewhere: () => changed.forEach((action) => action()),
  };
  const lock = new AppLock({
    state,
    keeping: keeping(changed),
    channel,
    page: {
      onLeaving: (action) => {
        leaving.push(action);
        return () => undefined;
      },
      onReturning: (action) => {
        returning.push(action);
        return () => undefined;
      },
    },
    isHidden: () => isHidden,
    timers,
    now: () => now,
    curtain: { draw: (drawn) => void (tab.curtain = drawn) },
    isPasscode: (typed) => isPasscode(typed),
    confirmByDevice: (credentialId) => Promise.resolve(credentialId === 'known here'),
  });
  const whole = Object.assign(tab, { lock });
  tabs.push(whole);
  return whole;
}

let channels: { hear(message: LockMessage): void }[];

function pass(tab: Tab, ms: number): void {
  now += ms;
  tab.timers.advance(ms);
}

beforeEach(() => {
  now = 1_800_000_000_000;
  tabs = [];
  channels = [];
  record = LOCKED;
});

describe('AppLock', () => {
  it('starts locked behind a curtain, and draws nothing of the app before it was opened once', async () => {
    const tab = openTab();
    expect([tab.state.phase, tab.curtain]).toEqual(['closed', 'locked']);
    expect(await tab.lock.tryPasscode('right one')).toEqual({ kind: 'right' });
    expect([tab.state.phase, tab.curtain]).toEqual(['open', null]);
  });

  it('locks once it was out of sight for the chosen time, and not before', async () => {
    const tab = openTab();
    await tab.lock.tryPasscode('right one');
    tab.hide();
    expect([tab.lock.isLocked, tab.curtain]).toEqual([false, 'away']);
    pass(tab, MINUTE_MS - 1);
    tab.show();
    expect([tab.lock.isLocked, tab.curtain]).toEqual([false, null]);
    tab.hide();
    pass(tab, MINUTE_MS);
    expect([tab.lock.isLocked, tab.curtain]).toEqual([true, 'locked']);
  });

  it('locks on the return to a device that slept, which has run no timer', async () => {
    const tab = openTab();
    await tab.lock.tryPasscode('right one');
    tab.hide();
    now += MINUTE_MS;
    tab.show();
    expect([tab.lock.isLocked, tab.curtain]).toEqual([true, 'locked']);
  });

  it('takes a clock that was put back while it was out of sight for long enough', async () => {
    const tab = openTab();
    await tab.lock.tryPasscode('right one');
    tab.hide();
    now -= 1;
    tab.show();
    expect(tab.lock.isLocked).toBe(true);
  });

  it('locks at once where that was chosen, also when leaving is told twice', async () => {
    if (record) record = { ...record, delay: 0 };
    const tab = openTab();
    await tab.lock.tryPasscode('right one');
    tab.hide();
    tab.hide();
    expect(tab.lock.isLocked).toBe(true);
    tab.show();
    expect(tab.lock.isLocked).toBe(true);
  });

  it('pauses for longer with each wrong passcode in a row, also over a reload', async () => {
    const tab = openTab();
    for (let tries = 0; tries < 4; tries++)
      expect(await tab.lock.tryPasscode('wrong')).toEqual({ kind: 'wrong', waitMs: 0 });
    expect(await tab.lock.tryPasscode('wrong')).toEqual({ kind: 'wrong', waitMs: 30_000 });
    const reloaded = openTab();
    expect(await reloaded.lock.tryPasscode('right one')).toEqual({ kind: 'wait', waitMs: 30_000 });
    now += 30_000;
    expect(await reloaded.lock.tryPasscode('wrong')).toEqual({ kind: 'wrong', waitMs: 60_000 });
    now += 60_000;
    expect(await reloaded.lock.tryPasscode('right one')).toEqual({ kind: 'right' });
    expect(record?.failures).toBe(0);
  });

  it('counts a try before it is checked: a reload in the middle is no free one', () => {
    const tab = openTab(() => new Promise(() => undefined));
    void tab.lock.tryPasscode('a guess');
    expect(record?.failures).toBe(1);
    // Asked again while it is checked, it is the same try.
    void tab.lock.tryPasscode('another guess');
    expect(record?.failures).toBe(1);
  });

  it('makes a pause no longer for a clock that was put back', () => {
    if (record) record = { ...record, failures: 5, lastFailedAt: now + 365 * 24 * 60 * MINUTE_MS };
    expect(openTab().lock.waitMs).toBe(30_000);
  });

  it('opens by the screen lock of the device where that is set up, and counts no refusal', async () => {
    const tab = openTab();
    expect(await tab.lock.tryDevice()).toBe(false);
    if (record) record = { ...record, credentialId: 'known elsewhere' };
    expect(await tab.lock.tryDevice()).toBe(false);
    expect(record?.failures).toBe(0);
    if (record) record = { ...record, credentialId: 'known here' };
    expect(await tab.lock.tryDevice()).toBe(true);
    expect(tab.lock.isLocked).toBe(false);
  });
});

describe('AppLock in several tabs', () => {
  it('opens all when one is opened, and a new one while another is open', async () => {
    const first = openTab();
    const second = openTab();
    expect(second.lock.isLocked).toBe(true);
    await first.lock.tryPasscode('right one');
    expect(second.lock.isLocked).toBe(false);
    expect(openTab().lock.isLocked).toBe(false);
  });

  it('does not open a new one for a tab that is out of sight for too long', async () => {
    const first = openTab();
    await first.lock.tryPasscode('right one');
    first.hide();
    now += MINUTE_MS;
    expect(openTab().lock.isLocked).toBe(true);
  });

  it('locks a tab that was opened behind another one, which then opens no other', async () => {
    const first = openTab();
    await first.lock.tryPasscode('right one');
    const behind = openTab(undefined, undefined, true);
    expect([behind.lock.isLocked, behind.curtain]).toEqual([false, 'away']);
    first.hide();
    pass(first, MINUTE_MS);
    behind.timers.advance(MINUTE_MS);
    expect([first.lock.isLocked, behind.lock.isLocked]).toEqual([true, true]);
    first.show();
    expect(first.lock.isLocked).toBe(true);
    expect(openTab().lock.isLocked).toBe(true);
  });

  it('locks a tab behind another one in which the lock was turned on', () => {
    const behind = openTab(undefined, new LockState('open'), true);
    expect(behind.lock.isLocked).toBe(false);
    pass(behind, MINUTE_MS);
    behind.show();
    expect(behind.lock.isLocked).toBe(true);
  });

  it('does not ask for the passcode on the way back from a tab in use', async () => {
    const first = openTab();
    const second = openTab();
    await first.lock.tryPasscode('right one');
    second.hide();
    pass(second, 5 * MINUTE_MS);
    expect(second.lock.isLocked).toBe(true);
    first.hide();
    second.show();
    expect([second.lock.isLocked, second.curtain]).toEqual([false, null]);
  });

  it('locks all at once when one is locked by hand', async () => {
    const first = openTab();
    openTab();
    await first.lock.tryPasscode('right one');
    for (const channel of channels) channel.hear('locked');
    expect(tabs.map(({ lock }) => lock.isLocked)).toEqual([true, true]);
    expect(first.curtain).toBe('locked');
  });

  it('is off in all once it is removed in one', () => {
    const first = openTab();
    const second = openTab();
    first.lock.remove();
    second.changedElsewhere();
    expect(tabs.map(({ state, curtain }) => [state.phase, curtain])).toEqual([
      ['off', null],
      ['off', null],
    ]);
  });

  it('locks nobody out by a lock that cannot be read', () => {
    const state = new LockState('closed');
    record = null;
    expect(openTab(undefined, state).state.phase).toBe('off');
  });

  it('is seen where it was turned on elsewhere before anybody listened', () => {
    const state = new LockState('off');
    watchLock(state, keeping([]));
    expect(state.phase).toBe('open');
  });

  it('is turned on in all once it is turned on in one', () => {
    const listeners: (() => void)[] = [];
    const state = new LockState('off');
    record = null;
    watchLock(state, keeping(listeners));
    listeners.forEach((listener) => listener());
    expect(state.phase).toBe('off');
    record = LOCKED;
    listeners.forEach((listener) => listener());
    expect(state.phase).toBe('open');
  });
});
