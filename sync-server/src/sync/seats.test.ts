import { describe, expect, it } from 'vitest';
import { ClassSeats, Seats } from './seats.ts';

const takeMany = (seats: ClassSeats, memberId: string, from: number, count: number): void => {
  for (let clientId = from; clientId < from + count; clientId++) seats.take(clientId, memberId);
};

describe('the seats of a class', () => {
  it('forget those of whoever takes too many, and nobody else’s', () => {
    const seats = new ClassSeats();
    seats.take(1, 'm_annaaaaa');
    takeMany(seats, 'm_bertaaaa', 1_000, 20_000);
    expect(seats.holderOf(1)).toBe('m_annaaaaa');
    expect(seats.size).toBe(501);
    expect(seats.holderOf(1_000)).toBeUndefined();
    expect(seats.holderOf(20_999)).toBe('m_bertaaaa');
  });

  it('are 10,000 at most, and the one that was unused for longest goes first', () => {
    const seats = new ClassSeats();
    for (let i = 0; i < 20; i++) takeMany(seats, `m_author${String(i)}`, i * 1_000, 500);
    seats.take(0, 'm_author0');
    takeMany(seats, 'm_another', 50_000, 1);
    expect(seats.size).toBe(10_000);
    expect([seats.holderOf(0), seats.holderOf(1)]).toEqual(['m_author0', undefined]);
  });
});

it('the seats of all classes are 200,000 at most, and the class that was unused for longest goes first', () => {
  const seats = new Seats();
  seats.of('first').take(1, 'm_annaaaaa');
  seats.of('second').take(1, 'm_annaaaaa');
  for (let n = 0; n < 19; n++) {
    for (let i = 0; i < 20; i++)
      takeMany(seats.of(`class ${String(n)}`), `m_author${String(i)}`, i * 500, 500);
  }
  seats.of('first').take(1, 'm_annaaaaa');
  for (let i = 0; i < 20; i++) takeMany(seats.of('last'), `m_author${String(i)}`, i * 500, 500);
  expect(seats.of('first').holderOf(1)).toBe('m_annaaaaa');
  expect(seats.of('second').holderOf(1)).toBeUndefined();
  expect(seats.of('last').size).toBe(10_000);
});
