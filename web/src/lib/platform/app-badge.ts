/** The number on the icon of the installed app. */
export interface AppBadge {
  /** 0 takes it away. */
  show(count: number): void;
}

interface BadgeNavigator {
  setAppBadge?: (count: number) => Promise<void>;
  clearAppBadge?: () => Promise<void>;
}

/** Null where the browser has no such number. */
export function browserAppBadge(navigator: BadgeNavigator = window.navigator): AppBadge | null {
  if (typeof navigator.setAppBadge !== 'function') return null;
  return {
    show(count) {
      const shown = count > 0 ? navigator.setAppBadge?.(count) : navigator.clearAppBadge?.();
      // Not allowed on this device, or no icon to put it on: the app tells the same itself.
      shown?.catch(() => undefined);
    },
  };
}
