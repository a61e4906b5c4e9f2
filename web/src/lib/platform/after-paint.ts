/** Runs `action` once the next frame has been painted: what was typed is seen before long work begins. */
export function afterPaint(action: () => void): void {
  requestAnimationFrame(() => setTimeout(action));
}
