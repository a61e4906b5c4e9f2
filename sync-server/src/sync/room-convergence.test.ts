import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { ANNA, BERT, recordJson, setRecord } from './gate-fixture.ts';
import { keysOf, setStage } from './rooms-fixture.ts';
import type { HandSocket, Stage } from './rooms-fixture.ts';

/** A tab of an honest client: a document, a socket while there is one, and what it knows to be safe. */
class Tab {
  readonly doc = new Y.Doc();
  readonly safe: string[] = [];
  readonly #stage: Stage;
  readonly #account: 'anna' | 'bert';
  #socket: HandSocket | undefined;
  #read = 0;
  #barrier = 0;
  readonly #behind = new Map<number, string[]>();

  constructor(stage: Stage, account: 'anna' | 'bert') {
    this.#stage = stage;
    this.#account = account;
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'server') this.#socket?.receive({ type: 'update', update });
    });
  }

  get refusal(): string | undefined {
    const code = this.#socket?.closedWith?.code ?? 4503;
    return code === 4503 ? undefined : JSON.stringify(this.#socket?.closedWith);
  }

  write(key: string): void {
    setRecord(this.doc, key, recordJson(this.#account === 'anna' ? ANNA : BERT));
  }

  connect(): void {
    if (this.#socket && !this.#socket.closedWith) return;
    this.#socket = this.#stage.dial(this.#account);
    this.#read = this.#barrier = 0;
    this.#behind.clear();
    this.#socket.receive({ type: 'sync-step-1', stateVector: Y.encodeStateVector(this.doc) });
  }

  disconnect(): void {
    this.#socket?.hangUp();
    this.#socket = undefined;
  }

  /** Asks whether all that it has written is safe. */
  ask(): void {
    if (!this.#socket || this.#read === 0) return;
    this.#behind.set(++this.#barrier, keysOf(this.doc));
    this.#socket.receive({ type: 'barrier', number: this.#barrier });
  }

  /** Reads up to `count` of the messages that have arrived. */
  read(count: number): void {
    const socket = this.#socket;
    if (!socket || socket.closedWith) return;
    for (const message of socket.sent.slice(this.#read, this.#read + count)) {
      this.#read++;
      if (message.type === 'sync-step-1') {
        socket.receive({ type: 'sync-step-2', update: Y.encodeStateAsUpdate(this.doc, message.stateVector) });
      } else if (message.type === 'sync-step-2' || message.type === 'update') {
        Y.applyUpdate(this.doc, message.update, 'server');
      } else if (message.type === 'barrier-answer') {
        this.safe.push(...(this.#behind.get(message.number) ?? []));
      }
    }
  }
}

const plans = fc.array(
  fc.record({
    what: fc.constantFrom(
      'write',
      'write',
      'read',
      'read',
      'disk',
      'disk',
      'ask',
      'connect',
      'disconnect',
      'settle',
      'fail',
      'wait',
    ),
    tab: fc.nat({ max: 2 }),
    count: fc.integer({ min: 1, max: 5 }),
  }),
  { minLength: 20, maxLength: 120 },
);

it('keeps whatever it acknowledged, shows nothing else, and ends with the same document everywhere', async () => {
  await fc.assert(
    fc.asyncProperty(plans, async (plan) => {
      const stage = setStage();
      stage.store.isHeld = true;
      const tabs = [new Tab(stage, 'anna'), new Tab(stage, 'anna'), new Tab(stage, 'bert')];
      const onDisk = () => {
        const doc = new Y.Doc();
        if (stage.store.snapshot) Y.applyUpdate(doc, stage.store.snapshot.update);
        for (const { update } of stage.store.journal) Y.applyUpdate(doc, update);
        return keysOf(doc);
      };
      const written = new Map<Tab, Set<string>>(tabs.map((tab) => [tab, new Set()]));
      let serial = 0;
      for (const { what, tab: i, count } of plan) {
        const tab = tabs[i] ?? new Tab(stage, 'anna');
        if (what === 'write') {
          const key = `e_record${String(serial++)}`;
          written.get(tab)?.add(key);
          tab.write(key);
        } else if (what === 'read') tab.read(count);
        else if (what === 'disk') stage.store.sync(count);
        else if (what === 'ask') tab.ask();
        else if (what === 'connect') tab.connect();
        else if (what === 'disconnect') tab.disconnect();
        else if (what === 'fail') stage.store.fail();
        else if (what === 'wait') {
          // Who does not answer for 10 s after leaving a gap is refused, and these are to stay honest.
          await stage.settle();
          for (const each of tabs) each.read(1_000);
          await stage.timers.pass(5_000);
        } else await stage.settle();
        await Promise.resolve();

        const disk = new Set(onDisk());
        for (const each of tabs) {
          expect(each.refusal).toBeUndefined();
          expect(each.safe.filter((key) => !disk.has(key))).toEqual([]);
          const own = written.get(each);
          expect(keysOf(each.doc).filter((key) => own?.has(key) !== true && !disk.has(key))).toEqual([]);
        }
      }
      stage.store.isHeld = false;
      stage.store.sync();
      for (let round = 0; round < 4; round++) {
        for (const tab of tabs) {
          tab.connect();
          await stage.settle();
          tab.read(1_000);
          await stage.settle();
        }
      }
      for (const { doc } of tabs) {
        expect(keysOf(doc)).toHaveLength(serial);
        expect(doc.store.pendingStructs).toBeNull();
      }
      expect(onDisk()).toHaveLength(serial);
    }),
    { numRuns: 150 },
  );
}, 60_000);
