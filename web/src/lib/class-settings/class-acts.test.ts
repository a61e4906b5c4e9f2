import { describe, expect, it } from 'vitest';
import type { ApiResult } from '$lib/platform/sync-api.ts';
import { ClassActs, type ActEngine, type ClassAct } from './class-acts.svelte.ts';

const DONE = { ok: true, value: undefined } as const;

function setUp(load: 'loads' | 'fails' = 'loads') {
  const calls: unknown[][] = [];
  const answers: Promise<ApiResult<undefined>>[] = [];
  const note =
    (name: string) =>
    (...args: unknown[]) => {
      calls.push([name, ...args]);
      return answers.shift() ?? Promise.resolve(DONE);
    };
  const local =
    (name: string) =>
    (...args: unknown[]) => {
      calls.push([name, ...args]);
      return Promise.resolve(DONE);
    };
  const engine: ActEngine = {
    setJoining: note('setJoining'),
    resetCode: note('resetCode'),
    removeMember: note('removeMember'),
    readmit: note('readmit'),
    handOver: note('handOver'),
    leave: note('leave'),
    deleteClass: note('deleteClass'),
    archive: local('archive'),
    removeFromDevice: local('removeFromDevice'),
  };
  const acts = new ClassActs('c1', () =>
    load === 'loads' ? Promise.resolve(engine) : Promise.reject(new TypeError('not fetched')),
  );
  return { acts, calls, answers };
}

const leave: ClassAct = { kind: 'leave', mayEnd: false };
const removeBen: ClassAct = { kind: 'remove', accountId: 'ben' };

describe('acts about a class', () => {
  it.each<[ClassAct, unknown[]]>([
    [removeBen, ['removeMember', 'c1', 'ben']],
    [{ kind: 'readmit', accountId: 'ben' }, ['readmit', 'c1', 'ben']],
    [{ kind: 'hand-over', accountId: 'ben' }, ['handOver', 'c1', 'ben']],
    [{ kind: 'open-joining' }, ['setJoining', 'c1', 'open']],
    [{ kind: 'close-joining' }, ['setJoining', 'c1', 'closed']],
    [{ kind: 'reset-code' }, ['resetCode', 'c1']],
    [{ kind: 'leave', mayEnd: true }, ['leave', 'c1', true]],
    [{ kind: 'leave', mayEnd: false }, ['leave', 'c1', false]],
    [{ kind: 'delete' }, ['deleteClass', 'c1']],
    [{ kind: 'archive' }, ['archive', 'c1', true]],
    [{ kind: 'unarchive' }, ['archive', 'c1', false]],
    [{ kind: 'remove-from-device' }, ['removeFromDevice', 'c1']],
  ])('%j calls %j', async (act, call) => {
    const { acts, calls } = setUp();
    expect(await acts.run(act)).toBe(true);
    expect(calls).toEqual([call]);
  });

  it('are asked about one at a time, and only for whom they are meant', () => {
    const { acts, calls } = setUp();
    acts.ask(removeBen);
    expect(acts.isAsked({ kind: 'remove', accountId: 'cleo' })).toBe(false);
    acts.ask(leave);
    expect([acts.isAsked(removeBen), acts.isAsked(leave)]).toEqual([false, true]);
    acts.cancel();
    expect([acts.isAsked(leave), calls]).toEqual([false, []]);
  });

  it('stay open with the reason when they are refused, and close when they are done', async () => {
    const { acts, answers } = setUp();
    acts.ask(removeBen);
    answers.push(Promise.resolve({ ok: false, refusal: 'offline' }));
    expect(await acts.run(removeBen)).toBe(false);
    expect([acts.isAsked(removeBen), acts.refusalOf(removeBen)]).toEqual([true, 'offline']);
    expect(acts.refusalOf(leave)).toBeNull();
    expect(await acts.run(removeBen)).toBe(true);
    expect([acts.isAsked(removeBen), acts.refusalOf(removeBen)]).toEqual([false, null]);
  });

  it('end a class only once the question has said so, also when it is learnt while one reads', async () => {
    const { acts, calls, answers } = setUp();
    const ends: ClassAct = { kind: 'leave', mayEnd: true };
    acts.ask({ kind: 'leave', mayEnd: false });
    answers.push(Promise.resolve({ ok: false, refusal: 'last-member' }));
    expect(await acts.run(ends)).toBe(false);
    expect([acts.isAsked(ends), acts.refusalOf(ends)]).toEqual([true, 'last-member']);
    expect(await acts.run(ends)).toBe(true);
    expect(calls).toEqual([
      ['leave', 'c1', false],
      ['leave', 'c1', true],
    ]);
  });

  it('run once however often they are tapped, and cannot be cancelled half-way', async () => {
    const { acts, answers, calls } = setUp();
    let finish: (result: ApiResult<undefined>) => void = () => undefined;
    answers.push(new Promise((resolve) => (finish = resolve)));
    acts.ask(leave);
    const first = acts.run(leave);
    expect(await acts.run(leave)).toBe(false);
    acts.cancel();
    expect([acts.isAsked(leave), acts.isRunning(leave)]).toEqual([true, true]);
    finish(DONE);
    expect([await first, calls.length, acts.isBusy]).toEqual([true, 1, false]);
  });

  it('say so when their code cannot be loaded', async () => {
    const { acts } = setUp('fails');
    expect(await acts.run(leave)).toBe(false);
    expect(acts.refusalOf(leave)).toBe('not-loaded');
  });
});
