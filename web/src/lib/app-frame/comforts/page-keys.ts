/** What a key pressed on the page asks for. */
export type PageKey = 'add' | 'search';

type Pressed = Pick<
  KeyboardEvent,
  | 'key'
  | 'code'
  | 'altKey'
  | 'ctrlKey'
  | 'metaKey'
  | 'shiftKey'
  | 'repeat'
  | 'isComposing'
  | 'defaultPrevented'
>;

/** Where keys are text, a choice or another control's own. */
const TAKES_KEYS =
  'input, textarea, select, [contenteditable]:not([contenteditable="false"]), [role="textbox"], [role="listbox"], [role="menu"], [role="slider"]';
const OPEN_DIALOG = 'dialog[open], [aria-modal="true"], :popover-open';

/** Null for keys that are typed into something, held down, or meant for the browser or an open dialog. */
export function pageKeyOf(
  event: Pressed,
  target: Pick<Element, 'closest'> | null,
  page: Pick<ParentNode, 'querySelector'>,
): PageKey | null {
  const { key, code, altKey, ctrlKey, metaKey, shiftKey } = event;
  if (event.defaultPrevented || event.isComposing || event.repeat || key === 'Process') return null;
  if (altKey || ctrlKey || metaKey) return null;
  // A keyboard of another script has the key in the same place.
  const isN = key.toLowerCase() === 'n' || (key > '\u007f' && code === 'KeyN');
  // On many keyboards the slash is typed with Shift.
  const asks = key === '/' ? 'search' : isN && !shiftKey ? 'add' : null;
  if (asks === null || target?.closest(TAKES_KEYS) || page.querySelector(OPEN_DIALOG)) return null;
  return asks;
}
