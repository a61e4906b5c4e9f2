/** Which way the money of a category flows; refunds use the categories of 'out'. */
export type Flow = 'out' | 'in';

/** A category without its name, which is in the message files under the id. Hue in degrees. */
export interface Category {
  id: string;
  icon: string;
  hue: number;
  flow: Flow;
}

/** The categories of a new ledger, in the order in which they are offered. */
export const defaultCategories: readonly Category[] = [
  { id: 'groceries', icon: 'basket', hue: 135, flow: 'out' },
  { id: 'eating-out', icon: 'fork', hue: 25, flow: 'out' },
  { id: 'home', icon: 'house', hue: 210, flow: 'out' },
  { id: 'utilities', icon: 'bolt', hue: 50, flow: 'out' },
  { id: 'transport', icon: 'bus', hue: 235, flow: 'out' },
  { id: 'health', icon: 'heart', hue: 350, flow: 'out' },
  { id: 'shopping', icon: 'bag', hue: 290, flow: 'out' },
  { id: 'fun', icon: 'ticket', hue: 320, flow: 'out' },
  { id: 'travel', icon: 'plane', hue: 190, flow: 'out' },
  { id: 'subscriptions', icon: 'repeat', hue: 265, flow: 'out' },
  { id: 'education', icon: 'book', hue: 95, flow: 'out' },
  { id: 'children', icon: 'child', hue: 10, flow: 'out' },
  { id: 'pets', icon: 'paw', hue: 70, flow: 'out' },
  { id: 'gifts', icon: 'gift', hue: 335, flow: 'out' },
  { id: 'fees-taxes', icon: 'receipt', hue: 220, flow: 'out' },
  { id: 'other', icon: 'dots', hue: 110, flow: 'out' },
  { id: 'salary', icon: 'briefcase', hue: 150, flow: 'in' },
  { id: 'gift-received', icon: 'gift', hue: 305, flow: 'in' },
  { id: 'interest', icon: 'coins', hue: 40, flow: 'in' },
  { id: 'sold', icon: 'tag', hue: 175, flow: 'in' },
  { id: 'other-income', icon: 'dots', hue: 250, flow: 'in' },
];
