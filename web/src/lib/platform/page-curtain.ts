/**
 * Keeps the page from being seen: 'away' while it is out of sight, for the picture that the device takes of it, and
 * 'locked', when its title says nothing either. Null shows it again.
 */
export interface PageCurtain {
  draw(state: 'away' | 'locked' | null): void;
}

/** `title`: what the page is called while it is locked. */
export function pageCurtain(title: string): PageCurtain {
  const root = document.documentElement;
  let titleBefore: string | null = null;
  const watch = new MutationObserver(() => hideTitle());
  function hideTitle(): void {
    if (document.title === title) return;
    titleBefore = document.title;
    document.title = title;
  }
  return {
    draw(state) {
      if (state === null) delete root.dataset['curtain'];
      else root.dataset['curtain'] = state;
      if (state === 'locked') {
        hideTitle();
        watch.observe(document.head, { subtree: true, childList: true, characterData: true });
      } else {
        watch.disconnect();
        if (titleBefore !== null) document.title = titleBefore;
        titleBefore = null;
      }
    },
  };
}
