import { describe, expect, it } from 'vitest';
import { JoinForm } from './join-form.svelte.ts';
import { fakeMemory } from './test-memory.ts';

type Around = ConstructorParameters<typeof JoinForm>[1];
type Joined = Awaited<ReturnType<Around['join']>>;

/** A device whose server answers what and when the test says. */
function makeDevice(parts: { hasAccount?: boolean; own?: Record<string, string> } = {}) {
  const memory = fakeMemory<string>();
  const asked: string[] = [];
  const opened: [string, boolean][] = [];
  let answer: (joined: Joined) => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const around: Around = {
    hasAccount: () => parts.hasAccount ?? true,
    ownClassId: (code) => parts.own?.[code] ?? null,
    join: (code) => {
      asked.push(code);
      return new Promise((resolve, reject) => {
        answer = resolve;
        fail = reject;
      });
    },
    opened: (classId, isNew) => opened.push([classId, isNew]),
    memory,
  };
  return {
    memory,
    asked,
    opened,
    form: (linked = '') => new JoinForm(linked, around),
    answer: (joined: Joined) => answer(joined),
    fail: () => fail(new Error('no chunk')),
  };
}

describe('joining a class', () => {
  it('asks once for what was typed in any case, and opens the class', async () => {
    const device = makeDevice();
    const form = device.form();
    form.text = ' 7k2m 9qxa r4td';
    const joining = form.join();
    void form.join();
    expect(form.isBusy).toBe(true);
    device.answer({ ok: true, classId: 'c1', isNew: true });
    await joining;
    expect(device.asked).toEqual(['7K2M9QXAR4TD']);
    expect(device.opened).toEqual([['c1', true]]);
    expect(form.isBusy).toBe(false);
    expect(device.memory.get()).toBeUndefined();
  });

  it('says what is wrong with what was typed without asking the server, until it is changed', async () => {
    const device = makeDevice();
    const form = device.form();
    form.text = '7K2M-9QXA-R4';
    expect(form.problem).toBeNull();
    await form.join();
    expect(form.problem).toEqual({ kind: 'typed', typed: { kind: 'short', count: 10 } });
    form.text = '7K2M-9QXA-R4T';
    expect(form.problem).toBeNull();
    expect(device.asked).toEqual([]);
  });

  it('is filled by a link, and says at once when the link was cut off', () => {
    const device = makeDevice();
    const whole = device.form('7k2m-9qxa-r4td');
    expect([whole.text, whole.problem]).toEqual(['7K2M-9QXA-R4TD', null]);
    const cut = device.form('7K2M-9Q');
    expect([cut.text, cut.problem]).toEqual([
      '7K2M-9Q',
      { kind: 'typed', typed: { kind: 'short', count: 6 } },
    ]);
  });

  it('keeps the class ID over a sign-up, and asks nothing before it', async () => {
    const stranger = makeDevice({ hasAccount: false });
    const form = stranger.form('7K2M-9QXA-R4TD');
    await form.join();
    expect(form.problem).toEqual({ kind: 'account-needed' });
    expect(stranger.asked).toEqual([]);
    expect(stranger.form().text).toBe('7K2M-9QXA-R4TD');
  });

  it('keeps the class ID where the server cannot be reached or the class is not there', async () => {
    const device = makeDevice();
    const form = device.form();
    form.text = 'https://tally.example/join#7K2M-9QXA-R4TD';
    const first = form.join();
    device.answer({ ok: false, refusal: 'offline' });
    await first;
    expect(form.problem).toMatchObject({ kind: 'refused', refusal: 'offline' });
    const second = form.join();
    expect(form.problem).toBeNull();
    device.answer({ ok: false, refusal: 'no-such-class' });
    await second;
    expect(form.problem).toMatchObject({ kind: 'refused', refusal: 'no-such-class', host: 'tally.example' });
    expect(device.form().text).toBe('7K2M-9QXA-R4TD');
    expect(device.opened).toEqual([]);
  });

  it('does not blame the network when this device is full, and keeps the class ID for another try', async () => {
    const device = makeDevice();
    const form = device.form('7K2M-9QXA-R4TD');
    const joining = form.join();
    const why = { reason: 'full', detail: 'QuotaExceededError' } as const;
    device.answer({ ok: false, refusal: 'not-kept', why });
    await joining;
    expect(form.problem).toEqual({ kind: 'not-kept', why });
    expect([device.form().text, device.opened]).toEqual(['7K2M-9QXA-R4TD', []]);
  });

  it('opens a class that is on this device already, also without a network', async () => {
    const device = makeDevice({ own: { '7K2M9QXAR4TD': 'c1' } });
    await device.form('7K2M-9QXA-R4TD').join();
    expect(device.asked).toEqual([]);
    expect(device.opened).toEqual([['c1', false]]);
  });

  it('says when a part of the app could not be loaded, and can be tried again', async () => {
    const device = makeDevice();
    const form = device.form('7K2M-9QXA-R4TD');
    const joining = form.join();
    device.fail();
    await joining;
    expect(form.problem).toEqual({ kind: 'not-loaded' });
    expect(form.isBusy).toBe(false);
  });

  it('takes nobody away from where they have gone meanwhile', async () => {
    const device = makeDevice();
    const form = device.form('7K2M-9QXA-R4TD');
    const joining = form.join();
    form.leave();
    device.answer({ ok: true, classId: 'c1', isNew: true });
    await joining;
    expect(device.opened).toEqual([]);
  });

  it('takes only class IDs from the camera', () => {
    const form = makeDevice().form();
    form.text = '7K';
    expect(form.take('https://elsewhere.example/menu')).toBe(false);
    expect(form.text).toBe('7K');
    expect(form.take('https://tally.example/join#7K2M-9QXA-R4TD')).toBe(true);
    expect(form.text).toBe('7K2M-9QXA-R4TD');
  });
});
