import { describe, expect, it } from 'vitest';
import type { LiveClass } from '$lib/live-class/live-class.svelte.ts';
import { refused, stored, type StorageResult } from '$lib/platform/storage-result.ts';
import { ClassOpening } from './class-opening.svelte.ts';

type Opened = StorageResult<LiveClass | null>;

/** An engine whose every answer is given by hand. */
class HandEngine {
  readonly asked: string[] = [];
  readonly #answers: ((opened: Opened) => void)[] = [];

  openLive(classId: string): Promise<Opened> {
    this.asked.push(classId);
    return new Promise((resolve) => this.#answers.push(resolve));
  }

  async answer(opened: Opened): Promise<void> {
    this.#answers.shift()?.(opened);
    // The promises between the engine and the state: the answer, the look and the loop around it.
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
  }
}

function fakeLive(): { live: LiveClass; closed: () => number } {
  let count = 0;
  const live = {
    close: () => {
      count++;
      return Promise.resolve();
    },
  };
  return { live: live as unknown as LiveClass, closed: () => count };
}

const engineReady = async (): Promise<void> => {
  for (let turn = 0; turn < 3; turn++) await Promise.resolve();
};

describe('ClassOpening', () => {
  it('opens once and closes once', async () => {
    const engine = new HandEngine();
    const { live, closed } = fakeLive();
    const opening = new ClassOpening('c1', () => Promise.resolve(engine));
    void opening.open();
    await engineReady();
    await engine.answer(stored(live));
    expect(opening.state).toEqual({ kind: 'open', live });
    await opening.open();
    await opening.close();
    await opening.close();
    expect([engine.asked, closed()]).toEqual([['c1'], 1]);
  });

  it('closes what opens after it was left', async () => {
    const engine = new HandEngine();
    const { live, closed } = fakeLive();
    const opening = new ClassOpening('c1', () => Promise.resolve(engine));
    void opening.open();
    await engineReady();
    await opening.close();
    await engine.answer(stored(live));
    expect(closed()).toBe(1);
    expect(opening.state.kind).not.toBe('open');
  });

  it('looks once more for a class that came into the list while it looked', async () => {
    const engine = new HandEngine();
    const { live } = fakeLive();
    const opening = new ClassOpening('c1', () => Promise.resolve(engine));
    void opening.open();
    await engineReady();
    void opening.open();
    await engine.answer(stored(null));
    await engineReady();
    await engine.answer(stored(live));
    expect(opening.state.kind).toBe('open');
    expect(engine.asked).toHaveLength(2);
  });

  it('says what is in the way, and tries again when asked', async () => {
    const engine = new HandEngine();
    let hasCode = false;
    const opening = new ClassOpening('c1', () =>
      hasCode ? Promise.resolve(engine) : Promise.reject(new TypeError('Failed to fetch')),
    );
    await opening.open();
    expect(opening.state).toEqual({ kind: 'no-code' });
    hasCode = true;
    void opening.open();
    await engineReady();
    await engine.answer(refused('timed-out', 'Timeout'));
    expect(opening.state).toEqual({ kind: 'no-storage', reason: 'timed-out' });
    void opening.open();
    await engineReady();
    await engine.answer(stored(null));
    expect(opening.state).toEqual({ kind: 'unknown' });
  });
});
