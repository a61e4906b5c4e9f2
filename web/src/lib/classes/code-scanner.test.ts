import { describe, expect, it } from 'vitest';
import type { CodeCamera } from '$lib/platform/code-camera.ts';
import { CodeScanner } from './code-scanner.svelte.ts';

function makeScanner(isThere = true) {
  const taken: string[] = [];
  const watched: { watcher: Parameters<CodeCamera['watch']>[1]; signal: AbortSignal }[] = [];
  const camera: CodeCamera = {
    isThere: () => Promise.resolve(isThere),
    watch: (_video, watcher, signal) => {
      watched.push({ watcher, signal });
      return Promise.resolve();
    },
  };
  const scanner = new CodeScanner(camera, (text) => {
    taken.push(text);
    return text === 'code';
  });
  // The model hands the element on and never touches it.
  const show = () => scanner.show({} as HTMLVideoElement);
  return { scanner, taken, watched, show };
}

describe('scanning', () => {
  it('is offered where the device can do it', async () => {
    const { scanner } = makeScanner();
    expect(scanner.isOffered).toBe(false);
    await scanner.look();
    expect(scanner.isOffered).toBe(true);
    const without = makeScanner(false).scanner;
    await without.look();
    expect(without.isOffered).toBe(false);
  });

  it('goes on until a class ID is seen', () => {
    const { scanner, taken, watched, show } = makeScanner();
    scanner.start();
    show();
    watched[0]?.watcher.found('a menu');
    expect([scanner.isOn, scanner.hasSeenOther]).toEqual([true, true]);
    watched[0]?.watcher.found('code');
    expect(scanner.isOn).toBe(false);
    expect(taken).toEqual(['a menu', 'code']);
  });

  it('turns the camera off when its picture leaves the screen', () => {
    const { watched, show } = makeScanner();
    const leave = show();
    expect(watched[0]?.signal.aborted).toBe(false);
    leave?.();
    expect(watched[0]?.signal.aborted).toBe(true);
  });

  it('says why the camera is off, and forgets it with the next try', () => {
    const { scanner, watched, show } = makeScanner();
    scanner.start();
    show();
    watched[0]?.watcher.ended('denied');
    expect([scanner.isOn, scanner.refusal]).toEqual([false, 'denied']);
    scanner.start();
    expect([scanner.isOn, scanner.refusal]).toEqual([true, null]);
  });
});
