import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { ANNA, BERT, recordJson, setRecord } from './gate-fixture.ts';
import { setStage, syncDoc } from './rooms-fixture.ts';
import type { Stage } from './rooms-fixture.ts';

const about = (author: string, t: number, groups: Readonly<Record<string, unknown>>, seen: string[] = []) =>
  JSON.stringify({ k: 'c', e: 'c_class0', b: seen, t, a: author, s: groups });

async function joinWriter(stage: Stage, accountId: 'anna' | 'bert'): Promise<Y.Doc> {
  const socket = await stage.join(accountId);
  const doc = new Y.Doc();
  syncDoc(socket, doc);
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'server') socket.receive({ type: 'update', update });
  });
  await stage.settle();
  return doc;
}

describe('what a class says of itself', () => {
  it('is told when it is on disk, folded, and again when the class is loaded anew', async () => {
    const stage = setStage();
    const anna = await joinWriter(stage, 'anna');
    stage.store.isHeld = true;
    setRecord(anna, 'r_named001', about(ANNA, 1, { name: 'Flat', currency: 'EUR' }));
    await stage.settle();
    expect(stage.infos).toEqual([{}]);
    stage.store.sync();
    stage.store.isHeld = false;
    await stage.timers.pass(4_000);
    expect(stage.infos.at(-1)).toEqual({ name: 'Flat', currency: 'EUR' });

    const bert = await joinWriter(stage, 'bert');
    setRecord(bert, 'r_named002', about(BERT, 0, { name: 'Home' }, ['r_named001']));
    await stage.timers.pass(4_000);
    expect(stage.infos.at(-1)).toEqual({ name: 'Home', currency: 'EUR' });

    const again = setStage(stage.store);
    await joinWriter(again, 'anna');
    expect(again.infos).toEqual([{ name: 'Home', currency: 'EUR' }]);
  });

  it('is not told anew for an expense, nor with a name or a currency that is none', async () => {
    const stage = setStage();
    const anna = await joinWriter(stage, 'anna');
    setRecord(anna, 'e_expense1', recordJson(ANNA));
    await stage.settle();
    expect(stage.infos).toEqual([{}]);
    setRecord(anna, 'r_named001', about(ANNA, 1, { name: '  ', currency: 'euro' }));
    await stage.timers.pass(4_000);
    expect(stage.infos).toEqual([{}, {}]);
  });

  it('is folded now and then only, however many records change it, and when the class is put away', async () => {
    const stage = setStage();
    const anna = await joinWriter(stage, 'anna');
    for (let i = 0; i < 100; i++) {
      setRecord(anna, `r_named${String(i).padStart(3, '0')}`, about(ANNA, i, { name: `Name ${String(i)}` }));
      await stage.timers.pass(100);
    }
    expect(stage.infos.length).toBeLessThanOrEqual(6);
    setRecord(anna, 'r_named100', about(ANNA, 100, { name: 'The last' }));
    await stage.settle();
    await stage.rooms.drain();
    expect(stage.infos.at(-1)).toEqual({ name: 'The last' });
  });
});
