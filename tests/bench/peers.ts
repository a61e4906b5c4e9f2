/** A peer as it was measured. Figures are p50, in the text of the table; what has no figure was not measured. */
export interface Peer {
  name: string;
  version: string;
  unthrottled: Readonly<Partial<Record<LedgerFigure, string>>>;
  throttled: Readonly<Partial<Record<LedgerFigure, string>>>;
}

/** The figures of a ledger on which peers and we are set side by side. */
export type LedgerFigure =
  | 'navigation to usable list, ms'
  | 'key press to filtered result, ms'
  | 'Save to visible row, ms'
  | 'month jump, ms'
  | 'oldest row reached, ms'
  | 'DOM nodes, most of the walk'
  | 'JavaScript heap after collection, MB'
  | 'INP of the walk, ms'
  | 'Add expense to form, ms';

export const peers: readonly Peer[] = [
  {
    name: 'Spliit',
    version: 'edcf11e',
    unthrottled: {
      'navigation to usable list, ms': '1,000: 536 q; 10,000: 841 L (newest 20 rows)',
      'Save to visible row, ms': '278 q (212–388)',
      'oldest row reached, ms': '1,000: 7,800 (about 50 requests)',
      'DOM nodes, most of the walk': '640 at the start, 22,599 at the oldest of 1,000',
      'JavaScript heap after collection, MB': '8 at the start, 25 at the oldest of 1,000',
      'Add expense to form, ms': '142 q',
    },
    throttled: {
      'navigation to usable list, ms': '1,000: 1,900 q; 10,000: 2,500 L',
      'Save to visible row, ms': '3,310 q (3,054–3,536)',
      'Add expense to form, ms': '1,148 q',
    },
  },
  {
    name: 'SplitPro',
    version: 'fd089df2',
    unthrottled: {
      'navigation to usable list, ms': '1,000: 1,669 q; 10,000: 15,000 q (cold, 1 run)',
      'Save to visible row, ms': '585 q (516–900), to the page of the expense',
      'DOM nodes, most of the walk': '1,000: 15,519; 10,000: 150,322',
      'JavaScript heap after collection, MB': '1,000: 19; 10,000: 123',
      'Add expense to form, ms': '350 L',
    },
    throttled: {
      'navigation to usable list, ms': '1,000: 10,400 L',
      'Save to visible row, ms': '2,641 L (1,943–3,954), to the page of the expense',
      'Add expense to form, ms': '1,496 L',
    },
  },
  {
    name: 'Actual Budget',
    version: '26.9.0',
    unthrottled: {
      'navigation to usable list, ms': '1,000: 2,771 q; 10,000: 3,308 L',
      'Save to visible row, ms': '409 q (282–602)',
      'DOM nodes, most of the walk': '1,000: 361; 10,000: 365 (start of the list)',
      'JavaScript heap after collection, MB': '1,000: 16; 10,000: 16 (and a worker)',
      'Add expense to form, ms': '99 q',
    },
    throttled: {
      'navigation to usable list, ms': '1,000: 7,700 L',
      'Save to visible row, ms': '1,661 L (1,023–3,144)',
      'Add expense to form, ms': '558 L',
    },
  },
];

/** What one has to know to read the peers' figures fairly. */
export const peerConditions: readonly string[] = [
  'Peers: measured once, on 22 November 2026, with Chromium 156 headless at 390 x 844 on 2 shared cores, all servers on ' +
    'loopback, app visited before (warm). q: quiet machine, load 1 to 4; L: loaded, 5 to 12. Another run on another ' +
    'machine differs: compare orders of magnitude, not milliseconds.',
  'The number before a colon is the number of expenses. No peer was measured at 50,000; the number of expenses was not ' +
    'noted for Save and for opening the form. An empty cell was not measured.',
  'Slow figures of the peers are with a processor 4 times slower and slow 4G (562 ms, 1.44 Mbit/s), because they wait ' +
    'for a network; ours are with the slower processor alone, because nothing here waits for one.',
  'Spliit and SplitPro split bills of groups on a server, Actual Budget keeps one budget on the device, as Tallybook does. ' +
    'SplitPro ran with another database engine (its own could not be had), Actual on Node 20 instead of 22.',
];
