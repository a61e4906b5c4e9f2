import type { Theme } from './theme-mirror.ts';

/** The paper of both designs, as app.html has it for the time before a theme is known. */
const paper = { light: '#fbf7f1', dark: '#181411' };

/** Colours the browser's own bars like the page, also where the chosen theme is not the device's. */
export function paintBrowser(theme: Theme): void {
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    const own = meta.media.includes('dark') ? 'dark' : 'light';
    meta.content = paper[theme === 'system' ? own : theme];
  }
}
