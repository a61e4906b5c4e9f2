import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkEveryMs, scheduleUpdateChecks } from './update-schedule.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function occasions() {
  const window = new EventTarget();
  const document: EventTarget & { visibilityState: DocumentVisibilityState } = Object.assign(
    new EventTarget(),
    {
      visibilityState: 'visible' as const,
    },
  );
  return { window, document };
}

describe('scheduleUpdateChecks', () => {
  it('checks every hour and not before', () => {
    const check = vi.fn();
    const end = scheduleUpdateChecks(check, occasions());
    vi.advanceTimersByTime(checkEveryMs - 1);
    expect(check).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1 + 2 * checkEveryMs);
    expect(check).toHaveBeenCalledTimes(3);
    end();
  });

  it.each(['focus', 'online'])('checks on %s', (occasion) => {
    const check = vi.fn();
    const given = occasions();
    const end = scheduleUpdateChecks(check, given);
    given.window.dispatchEvent(new Event(occasion));
    expect(check).toHaveBeenCalledTimes(1);
    end();
  });

  it('checks when the app comes to the front, not when it goes to the back', () => {
    const check = vi.fn();
    const given = occasions();
    const end = scheduleUpdateChecks(check, given);
    given.document.visibilityState = 'hidden';
    given.document.dispatchEvent(new Event('visibilitychange'));
    expect(check).not.toHaveBeenCalled();
    given.document.visibilityState = 'visible';
    given.document.dispatchEvent(new Event('visibilitychange'));
    expect(check).toHaveBeenCalledTimes(1);
    end();
  });

  it('checks no more once it is ended', () => {
    const check = vi.fn();
    const given = occasions();
    scheduleUpdateChecks(check, given)();
    given.window.dispatchEvent(new Event('focus'));
    given.document.dispatchEvent(new Event('visibilitychange'));
    vi.advanceTimersByTime(3 * checkEveryMs);
    expect(check).not.toHaveBeenCalled();
  });
});
