import type { QuickWords } from '@tallybook/shared/personal/quick-meaning';
import { searchWordsEn } from './search-messages-en.ts';

/** The words that a line for a whole expense understands. */
export const quickWordsEn: QuickWords = {
  days: searchWordsEn.days,
  income: ['income', 'received'],
  refund: ['refund', 'refunded'],
  // Codes of currencies that are English words too.
  notCurrencies: ['all', 'bam', 'cad', 'cup', 'gel', 'mad', 'mop', 'pen', 'ron', 'sos', 'top', 'try'],
};

/** The texts of one-line entry, tags, templates and copies. */
export const quickMessagesEn = {
  open: 'In one line',
  line: 'Quick entry',
  example: '12.50 coffee yesterday #work',
  understood: 'Understood as',
  asTitle: (piece: string) => `“${piece}” is part of the name`,
  noSum: 'No sum yet.',
  close: 'Close',

  tags: 'Tags',
  tagsHint: 'Words of your own, such as holiday.',
  takeOut: (tag: string) => `Take out ${tag}`,
  notATag: (found: string) => `“${found}” cannot be a tag: it is one word of up to 40 letters and figures.`,

  start: 'Start with',
  again: (what: string) => `Again: ${what}`,
  templates: 'Templates',
  keepAsTemplate: 'Keep as a template',
  templateKept: (name: string) => `“${name}” is kept as a template.`,
  templateNeedsName: 'Type what it is first: the template goes by it.',
  filled: (name: string) => `Filled in from “${name}”.`,
  undo: 'Undo',
  notKept: (why: string) => `Not kept: ${why}`,
  noTemplates: 'No templates yet. Fill in an expense that comes again and choose “Keep as a template”.',
  templatesIntro: 'One tap on the form fills in the whole expense.',
  nameOf: (name: string) => `Name of ${name}`,
  renamed: (name: string, before: string) => `“${before}” is now “${name}”.`,
  nameTaken: 'Type a name that no other template has.',
  up: (name: string) => `Move ${name} up`,
  remove: (name: string) => `Take away ${name}`,
  removed: (name: string) => `Took away “${name}”.`,
  copy: 'Copy',
  nothingToCopy: 'The entry to copy is not here any more.',
  copied: 'A copy. The day is today.',
  sharedText: 'From the text that was shared. Check what it costs before you save.',
  cut: (count: string) => `The shared text was longer than fits: ${count} characters are not here.`,
};
