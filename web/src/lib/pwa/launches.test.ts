import { describe, expect, it } from 'vitest';
import { followLaunches } from './launches.ts';

function launchInto(currentUrl: string, targetURL: string | undefined, isFormOpen = false): string[] {
  const opened: string[] = [];
  let consume: (launch: { targetURL?: string }) => void = () => undefined;
  followLaunches({
    scope: { launchQueue: { setConsumer: (consumer: typeof consume) => (consume = consumer) } },
    currentUrl: () => currentUrl,
    isFormOpen: () => isFormOpen,
    open: (path) => opened.push(path),
  });
  consume(targetURL === undefined ? {} : { targetURL });
  return opened;
}

describe('followLaunches', () => {
  const app = 'https://tally.example.org';

  it('opens what the shortcut of the installed app asks for', () => {
    expect(launchInto(`${app}/expenses`, `${app}/expenses/new?source=shortcut`)).toEqual([
      '/expenses/new?source=shortcut',
    ]);
  });

  it('leaves a form alone', () => {
    expect(launchInto(`${app}/expenses/e_1`, `${app}/expenses/new`, true)).toEqual([]);
  });

  it('brings a shared text also to a window with a form, once', () => {
    const shared = `${app}/expenses/new?share_text=Milk+2.40`;
    expect(launchInto(`${app}/expenses/new`, shared, true)).toEqual(['/expenses/new?share_text=Milk+2.40']);
    expect(launchInto(shared, shared, true)).toEqual([]);
  });

  it.each([`${app}/?source=pwa`, undefined, 'https://elsewhere.example/expenses/new'])(
    'stays where it is for %s',
    (target) => expect(launchInto(`${app}/`, target)).toEqual([]),
  );

  it('does nothing where the browser has no launch queue', () => {
    expect(() => {
      followLaunches({
        scope: {},
        currentUrl: () => app,
        isFormOpen: () => false,
        open: () => undefined,
      });
    }).not.toThrow();
  });
});
