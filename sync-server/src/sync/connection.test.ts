import { describe, expect, it } from 'vitest';
import { CLASS_ID, HandSocket, HandTimers } from './rooms-fixture.ts';
import { Connection } from './connection.ts';

const MIB = 2 ** 20;

function open() {
  const timers = new HandTimers();
  const socket = new HandSocket();
  const closed: number[] = [];
  const received: number[] = [];
  const request = { classId: CLASS_ID, account: { id: 'anna', displayName: 'Anna' }, session: { id: 's' } };
  const connection = new Connection(socket, request, timers, (_, code) => closed.push(code));
  timers.every(1_000, () => connection.tick());
  connection.start((frame) => received.push(frame.length));
  return { timers, socket, connection, closed, received };
}

const frameOf = (bytes: number) => {
  const head = [0, 2, 128 | (bytes & 127), 128 | ((bytes >> 7) & 127), bytes >> 14];
  return Uint8Array.from([...head, ...new Uint8Array(bytes)]);
};

describe('a connection', () => {
  it('speaks at least every 20 s, and not before it may', async () => {
    const { timers, socket } = open();
    await timers.pass(60_000);
    expect(socket.frames.map((frame) => [...frame])).toEqual(Array(3).fill([1, 1, 0]));
    const waiting = new HandSocket();
    const request = { classId: CLASS_ID, account: { id: 'anna', displayName: '' }, session: { id: 's' } };
    const connection = new Connection(waiting, request, timers, () => undefined);
    timers.every(1_000, () => connection.tick());
    await timers.pass(60_000);
    expect(waiting.sent).toEqual([]);
  });

  it('leaves out presence above 1 MiB unsent, and cuts above 8 MiB', () => {
    const { socket, connection, closed } = open();
    socket.isStuck = true;
    const megabyte = frameOf(MIB);
    connection.send(megabyte);
    connection.sendPresence(Uint8Array.of(1, 1, 0));
    expect(socket.frames).toHaveLength(1);
    for (let i = 0; i < 7; i++) connection.send(megabyte);
    expect(socket.isTerminated).toBe(false);
    connection.send(megabyte);
    expect(socket.isTerminated).toBe(true);
    expect(closed).toEqual([1006]);
    connection.send(megabyte);
    expect(socket.frames).toHaveLength(8);
  });

  it('is cut when nothing drains for 30 s, but not when it is only slow', async () => {
    const { timers, socket, connection } = open();
    socket.isStuck = true;
    connection.send(frameOf(500_000));
    for (let i = 0; i < 5; i++) {
      await timers.pass(25_000);
      socket.bufferedAmount -= 10_000;
    }
    expect(socket.isTerminated).toBe(false);
    await timers.pass(32_000);
    expect(socket.isTerminated).toBe(true);
  });

  it('is not read while it does not take its answers', async () => {
    const { timers, socket, connection } = open();
    socket.isStuck = true;
    connection.send(frameOf(MIB));
    socket.receive(Uint8Array.of(3));
    expect(socket.isPaused).toBe(true);
    socket.flush();
    await timers.pass(1_000);
    expect(socket.isPaused).toBe(false);
  });

  it('is held, not cut, when it sends faster than its rate, and loses nothing', async () => {
    const { timers, socket, received } = open();
    for (let i = 0; i < 3_000; i++) socket.receive(Uint8Array.of(3));
    expect(socket.isPaused).toBe(true);
    expect(received).toHaveLength(3_000);
    await timers.pass(900);
    expect(socket.isPaused).toBe(true);
    await timers.pass(200);
    expect(socket.isPaused).toBe(false);
    expect(socket.closedWith).toBeUndefined();
  });

  it.each([4401, 4403, 4404] as const)('is cut when %i shuts out who has not taken everything', (code) => {
    const stalled = open();
    stalled.socket.isStuck = true;
    stalled.connection.send(Uint8Array.of(1, 1, 0));
    stalled.connection.close(code, { rule: 'out' });
    expect(stalled.socket).toMatchObject({ isTerminated: true, closedWith: undefined });
    expect(stalled.closed).toEqual([code]);
    const ready = open();
    ready.connection.send(Uint8Array.of(1, 1, 0));
    ready.socket.flush();
    ready.connection.close(code, { rule: 'out' });
    expect(ready.socket).toMatchObject({ isTerminated: false, closedWith: { code } });
  });

  it('is held for the size of what it sends', async () => {
    const { timers, socket } = open();
    for (let i = 0; i < 100; i++) socket.receive(frameOf(MIB));
    expect(socket.isPaused).toBe(true);
    await timers.pass(4_000);
    expect(socket.isPaused).toBe(true);
    await timers.pass(2_000);
    expect(socket.isPaused).toBe(false);
  });

  it('lives by a clock of its own when that of the machine is set', async () => {
    const { timers, socket } = open();
    timers.setClock(-3_600_000);
    await timers.pass(20_000);
    expect(socket.frames).toHaveLength(1);
    timers.setClock(86_400_000);
    await timers.pass(10_000);
    expect(socket.frames).toHaveLength(1);
  });

  it('closes on text, and ends once however often it is closed', () => {
    const { socket, connection, closed, received } = open();
    socket.receive(Uint8Array.of(3), false);
    expect(socket.closedWith).toEqual({ code: 4400, reason: 'text-frame' });
    connection.close(4503, { rule: 'again' });
    socket.hangUp();
    socket.receive(Uint8Array.of(3));
    expect(closed).toEqual([4400]);
    expect(received).toEqual([]);
  });
});
