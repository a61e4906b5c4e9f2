import { expect, it } from 'vitest';
import { undoListChange } from './undo-list-change.ts';

const [rent, bus, tea, gym] = [{ name: 'Rent' }, { name: 'Bus' }, { name: 'Tea' }, { name: 'Gym' }];

it('takes back what was added, and leaves what came since', () => {
  expect(undoListChange([tea, rent, bus], [bus], [rent, bus])).toEqual([tea, bus]);
  expect(undoListChange([tea], [], [rent])).toEqual([tea]);
});

it('brings back what was removed, to its place among what is left', () => {
  expect(undoListChange([tea, rent, gym], [rent, bus, gym], [rent, gym])).toEqual([tea, rent, bus, gym]);
  expect(undoListChange([gym], [rent, bus], [bus])).toEqual([rent, gym]);
});

it('brings back one that another took the place of', () => {
  const dearer = { name: 'Bus', amount: '3.20' };
  expect(undoListChange([dearer, tea], [bus], [dearer])).toEqual([bus, tea]);
});

it('moves things back only where nothing was moved since', () => {
  expect(undoListChange([bus, rent], [rent, bus], [bus, rent])).toEqual([rent, bus]);
  expect(undoListChange([bus, rent, tea], [rent, bus], [bus, rent])).toEqual([bus, rent, tea]);
});

it('brings nothing twice', () => {
  expect(undoListChange([bus, rent], [rent], [])).toEqual([bus, rent]);
});
