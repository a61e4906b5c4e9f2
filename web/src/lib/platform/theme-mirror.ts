export type Theme = 'system' | 'light' | 'dark';

/** The theme in a place that the page can read before its first paint; the truth is in the settings. */
export interface ThemeMirror {
  read(): Theme | null;
  write(theme: Theme): void;
}

const THEME_KEY = 'tallybook:theme';

/** The mirror in localStorage, which the inline script of app.html reads. */
export const localThemeMirror: ThemeMirror = {
  read() {
    try {
      const theme = localStorage.getItem(THEME_KEY);
      return theme === 'system' || theme === 'light' || theme === 'dark' ? theme : null;
    } catch {
      // Blocked site data: the page then paints in the system's theme first.
      return null;
    }
  },
  write(theme) {
    try {
      localStorage.setItem(THEME_KEY, theme);
    } catch {
      // As above: only the first paint depends on it.
    }
  },
};
