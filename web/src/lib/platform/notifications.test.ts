import { describe, expect, it } from 'vitest';
import { browserNotifications } from './notifications.ts';

/** A browser as far as notifications go. */
function fakeBrowser(permission: NotificationPermission, answer = permission) {
  const shown: [title: string, options: unknown][] = [];
  const listeners = new Set<(event: { data: unknown }) => void>();
  const registration = {
    showNotification: (title: string, options: unknown) => {
      shown.push([title, options]);
      return Promise.resolve();
    },
  };
  const notification = {
    permission,
    requestPermission: () => {
      notification.permission = answer;
      return Promise.resolve(answer);
    },
  };
  const scope = {
    Notification: notification,
    navigator: {
      serviceWorker: {
        getRegistration: () => Promise.resolve(registration),
        addEventListener: (_type: string, listen: (event: { data: unknown }) => void) =>
          listeners.add(listen),
        removeEventListener: (_type: string, listen: (event: { data: unknown }) => void) =>
          listeners.delete(listen),
      },
    },
  };
  return { scope: scope as unknown as Window & typeof globalThis, shown, listeners };
}

const content = { title: 'Tallybook', body: 'text', tag: 'budgets', path: '/budgets' };

describe('notifications of the browser', () => {
  it('are asked for once, and shown where they are allowed', async () => {
    const { scope, shown } = fakeBrowser('default', 'granted');
    const notifications = browserNotifications(scope);
    await notifications.show(content);
    expect(shown).toEqual([]);
    expect(await notifications.ask()).toBe('granted');
    await notifications.show(content);
    expect(shown).toMatchObject([
      ['Tallybook', { body: 'text', tag: 'budgets', data: { path: '/budgets' } }],
    ]);
  });

  it('are not asked for again once they were refused', async () => {
    const { scope, shown } = fakeBrowser('denied', 'granted');
    const notifications = browserNotifications(scope);
    expect(await notifications.ask()).toBe('denied');
    await notifications.show(content);
    expect(shown).toEqual([]);
  });

  it('are nothing in a browser without them', async () => {
    const scope = { navigator: {} } as unknown as Window & typeof globalThis;
    const notifications = browserNotifications(scope);
    expect(notifications.permission()).toBe('unsupported');
    expect(await notifications.ask()).toBe('unsupported');
    await notifications.show(content);
    notifications.onClicked(() => undefined)();
  });

  it('tell which screen was asked for, until nobody listens any more', () => {
    const { scope, listeners } = fakeBrowser('granted');
    const opened: string[] = [];
    const stop = browserNotifications(scope).onClicked((path) => opened.push(path));
    for (const data of [null, 'x', { type: 'OTHER', path: '/x' }, { type: 'OPEN_SCREEN', path: '/budgets' }])
      for (const listen of listeners) listen({ data });
    expect(opened).toEqual(['/budgets']);
    stop();
    expect(listeners.size).toBe(0);
  });
});
