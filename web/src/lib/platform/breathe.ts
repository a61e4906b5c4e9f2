/** Lets the page handle input and paint between two steps of long work. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve));
}
