/** Whether fingers are the first way to point here: then a keypad on the screen is quicker than the device's keyboard. */
export function hasTouch(): boolean {
  return window.matchMedia('(pointer: coarse)').matches;
}
