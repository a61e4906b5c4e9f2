import { afterEach, expect, it, vi } from 'vitest';
import { openClassChannel, type ClassMessage } from './class-channel.ts';
import { browserNetwork } from './sync-network.ts';

afterEach(() => void vi.unstubAllGlobals());

const message: ClassMessage = { type: 'class-replaced', classId: 'c' };

it('is heard by other tabs of the same account and by nobody else', async () => {
  const [one, same, other] = ['tallybook:a', 'tallybook:a', 'tallybook:b'].map(openClassChannel);
  if (!one || !same || !other) throw new Error('no channel');
  const strangers: ClassMessage[] = [];
  const stop = other.listen((heard) => strangers.push(heard));
  const heard = new Promise<ClassMessage>((resolve) => same.listen(resolve));
  one.post(message);
  expect(await heard).toEqual(message);
  expect(strangers).toEqual([]);
  stop();
  for (const channel of [one, same, other]) channel.close();
});

it('is silent where the browser has none', () => {
  vi.stubGlobal('BroadcastChannel', undefined);
  const channel = openClassChannel('tallybook');
  channel.post(message);
  channel.listen(() => undefined)();
  channel.close();
});

it('the network is what the browser says of it', () => {
  const page = new EventTarget();
  vi.stubGlobal('window', page);
  vi.stubGlobal('navigator', { onLine: false });
  expect(browserNetwork.isOnline).toBe(false);
  let times = 0;
  const stop = browserNetwork.onOnline(() => times++);
  page.dispatchEvent(new Event('online'));
  stop();
  page.dispatchEvent(new Event('online'));
  expect(times).toBe(1);
});
