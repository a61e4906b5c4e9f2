import type { Attachment } from 'svelte/attachments';

const LONG_PRESS_MS = 500;
/** A finger that moves further scrolls. */
const MOVED_PX = 10;

/** What the rows of a list answer to. */
export interface ListGestures {
  readonly isSelecting: () => boolean;
  readonly toggle: (position: number, isRange: boolean) => void;
  /** A finger rested on a row. */
  readonly press: (position: number) => void;
  readonly leave: () => void;
  /** The focus goes to the row `by` further, or to the first or last one with an infinite number. */
  readonly move: (from: number, by: number, isRange: boolean) => void;
}

const steps: Partial<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1, Home: -Infinity, End: Infinity };

/** Clicks, resting fingers and keys on rows, which carry their place as `data-position`. */
export function listGestures(gestures: ListGestures): Attachment<HTMLElement> {
  return (element) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let start: PointerEvent | null = null;
    /** The click that ends a long press is no tap. */
    let isPressed = false;

    const endPress = (): void => {
      clearTimeout(timer);
      start = null;
    };
    const listeners: { [Type in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[Type]) => void } = {
      pointerdown: (event) => {
        isPressed = false;
        endPress();
        const position = positionOf(event);
        if (event.pointerType === 'mouse' || position === null || gestures.isSelecting()) return;
        start = event;
        timer = setTimeout(() => {
          endPress();
          isPressed = true;
          gestures.press(position);
        }, LONG_PRESS_MS);
      },
      pointermove: (event) => {
        if (start && Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) > MOVED_PX)
          endPress();
      },
      pointerup: endPress,
      pointercancel: endPress,
      contextmenu: (event) => {
        if (isPressed || start) event.preventDefault();
      },
      click: (event) => {
        const position = positionOf(event);
        if (position === null) return;
        if (isPressed) event.preventDefault();
        else if (gestures.isSelecting()) gestures.toggle(position, event.shiftKey);
        isPressed = false;
      },
      keydown: (event) => {
        if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
        if (event.key === 'Escape' && gestures.isSelecting()) {
          event.preventDefault();
          event.stopPropagation();
          gestures.leave();
          return;
        }
        const [position, by] = [positionOf(event), steps[event.key]];
        if (position === null || by === undefined || (event.shiftKey && !gestures.isSelecting())) return;
        event.preventDefault();
        gestures.move(position, by, event.shiftKey);
      },
    };
    const entries = Object.entries(listeners) as [string, EventListener][];
    for (const [type, listener] of entries) element.addEventListener(type, listener);
    return () => {
      endPress();
      for (const [type, listener] of entries) element.removeEventListener(type, listener);
    };
  };
}

function positionOf({ target }: Event): number | null {
  const row = target instanceof Element ? target.closest<HTMLElement>('li[data-position]') : null;
  return row ? Number(row.dataset['position']) : null;
}
