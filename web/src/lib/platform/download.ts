/**
 * Hands `text` to the browser as a file to save. It works offline and without storage.
 *
 * The object URL outlives the click for a minute: Safari starts reading it after the click has returned.
 */
export function saveTextAsFile(text: string, fileName: string, mediaType = 'application/json'): void {
  const url = URL.createObjectURL(new Blob([text], { type: mediaType }));
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = fileName;
  anchor.hidden = true;
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
