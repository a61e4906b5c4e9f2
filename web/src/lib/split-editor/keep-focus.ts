/** Whether what had the focus has gone from the page, so that keys would lead from its top again. */
export function isFocusLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}
