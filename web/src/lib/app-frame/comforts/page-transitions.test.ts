import { describe, expect, it } from 'vitest';
import { PageTransitions, passageOf, type Passage, type TransitionPage } from './page-transitions.ts';

const link = (fromPath: string, toPath: string) => ({ fromPath, toPath, delta: null });

/** A page that takes the picture when it is told to, and ends a passage when it is told to. */
function handDriven(page: Partial<Pick<TransitionPage, 'isHidden' | 'prefersStillness'>> = {}) {
  const marks: (Passage | null)[] = [];
  const started: { change: () => Promise<void>; finish: () => void; isSkipped: boolean }[] = [];
  const transitions = new PageTransitions({
    isHidden: false,
    prefersStillness: false,
    ...page,
    mark: (passage) => void marks.push(passage),
    start: (change) => {
      let resolve = (): void => undefined;
      const finished = new Promise<void>((settled) => (resolve = settled));
      const one = { change, finish: resolve, isSkipped: false };
      started.push(one);
      return {
        finished,
        skipTransition: () => {
          one.isSkipped = true;
          resolve();
        },
      };
    },
  });
  return { transitions, started, marks };
}

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('passageOf', () => {
  it.each([
    [link('/expenses', '/expenses/new'), 'deeper'],
    [link('/expenses/new', '/expenses'), 'back'],
    [{ ...link('/expenses/new', '/expenses'), delta: -1 }, 'back'],
    [{ ...link('/expenses', '/expenses/new'), delta: 1 }, 'deeper'],
    [{ ...link('/', '/expenses/new'), delta: -1 }, 'beside'],
    [link('/expenses', '/classes'), 'beside'],
    [link('/', '/classes/0e9c/entries/x'), 'deeper'],
    [link('/expenses', '/expenses'), null],
  ])('of %j is %s', (move, passage) => expect(passageOf(move)).toBe(passage));
});

describe('PageTransitions', () => {
  it('lets the screen change once there is a picture of the one before', async () => {
    const { transitions, started, marks } = handDriven();
    let mayChange = false;
    const begun = transitions.begin(link('/expenses', '/expenses/new'), Promise.resolve());
    void begun?.then(() => (mayChange = true));
    await settle();
    expect(mayChange).toBe(false);
    await started[0]?.change();
    await settle();
    expect(mayChange).toBe(true);
    expect(marks).toEqual(['deeper']);
    started[0]?.finish();
    await settle();
    expect(marks).toEqual(['deeper', null]);
  });

  it('ends the passage of one navigation when another begins, and keeps the mark of the second', async () => {
    const { transitions, started, marks } = handDriven();
    void transitions.begin(link('/expenses', '/expenses/new'), Promise.resolve());
    void transitions.begin(link('/expenses/new', '/expenses'), Promise.resolve());
    await settle();
    expect(started.map(({ isSkipped }) => isSkipped)).toEqual([true, false]);
    expect(marks).toEqual(['deeper', 'back']);
  });

  it('ends it also when the next navigation has no passage of its own', () => {
    const { transitions, started } = handDriven();
    void transitions.begin(link('/expenses', '/expenses/new'), Promise.resolve());
    expect(transitions.begin(link('/expenses', '/expenses'), Promise.resolve())).toBeNull();
    expect(started[0]?.isSkipped).toBe(true);
  });

  it.each([
    ['a passage of its own', link('/expenses/new', '/classes')],
    ['none', link('/expenses', '/expenses')],
  ])('never lets a screen change once another navigation has begun, with %s', async (_, next) => {
    const { transitions, started } = handDriven();
    let mayChange = false;
    const begun = transitions.begin(link('/expenses', '/expenses/new'), new Promise(() => undefined));
    void begun?.then(() => (mayChange = true));
    void transitions.begin(next, Promise.resolve());
    // Browsers call the change of a transition that is skipped, too.
    await expect(started[0]?.change()).resolves.toBeUndefined();
    started[0]?.finish();
    await settle();
    expect(mayChange).toBe(false);
  });

  it('does not hold up a navigation whose picture is never taken', async () => {
    const { transitions, started } = handDriven();
    const begun = transitions.begin(link('/', '/expenses'), Promise.resolve());
    started[0]?.finish();
    await expect(begun).resolves.toBeUndefined();
  });

  it('comes to its end when the navigation is called off', async () => {
    const { transitions, started } = handDriven();
    void transitions.begin(link('/', '/expenses'), Promise.reject(new Error('called off')));
    await expect(started[0]?.change()).resolves.toBeUndefined();
  });

  it.each([{ isHidden: true }, { prefersStillness: true }])('changes at once with %j', (page) => {
    const { transitions, started } = handDriven(page);
    expect(transitions.begin(link('/', '/expenses'), Promise.resolve())).toBeNull();
    expect(started).toEqual([]);
  });
});
