type NotificationPermissionState = 'granted' | 'denied' | 'default' | 'unsupported';

interface NotificationContent {
  readonly title: string;
  readonly body: string;
  /** Of two with one tag the later replaces the earlier, so that two tabs tell once. */
  readonly tag: string;
  /** The screen that it opens. */
  readonly path: string;
}

/** The notifications of this device. They come through the service worker, since phones show no others. */
export interface Notifications {
  permission(): NotificationPermissionState;
  /** Asks the person; only ever after a tap. */
  ask(): Promise<NotificationPermissionState>;
  /** Does nothing where it is not allowed. Settles, never rejects. */
  show(content: NotificationContent): Promise<void>;
  /** Calls `open` with the screen of a notification that was clicked; returns the unsubscriber. */
  onClicked(open: (path: string) => void): () => void;
}

export function browserNotifications(scope: Window & typeof globalThis = window): Notifications {
  // Some browsers have only one of the two, and plain http has neither.
  const isSupported = 'Notification' in scope && 'serviceWorker' in scope.navigator;
  const permission = (): NotificationPermissionState =>
    isSupported ? scope.Notification.permission : 'unsupported';
  return {
    permission,
    async ask() {
      if (permission() !== 'default') return permission();
      // A browser that refuses to ask leaves it unanswered.
      return scope.Notification.requestPermission().catch(permission);
    },
    async show({ title, body, tag, path }) {
      if (permission() !== 'granted') return;
      try {
        const registration = await scope.navigator.serviceWorker.getRegistration();
        await registration?.showNotification(title, {
          body,
          tag,
          data: { path },
          icon: '/icons/tallybook-192.png',
        });
      } catch {
        // The permission was taken back meanwhile; the app tells the same when it is looked at.
      }
    },
    onClicked(open) {
      if (!isSupported) return () => undefined;
      const container = scope.navigator.serviceWorker;
      const listen = ({ data }: MessageEvent<unknown>): void => {
        if (typeof data !== 'object' || data === null || !('type' in data) || !('path' in data)) return;
        if (data.type === 'OPEN_SCREEN' && typeof data.path === 'string') open(data.path);
      };
      container.addEventListener('message', listen);
      return () => container.removeEventListener('message', listen);
    },
  };
}

export function isPageHidden(scope: Window = window): boolean {
  return scope.document.visibilityState === 'hidden';
}
