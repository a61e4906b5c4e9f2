/** What a search in a class is narrowed down to beside its words; a part that is missing narrows nothing. */
export interface ClassNarrowing {
  /** A canonical id. */
  readonly person?: string;
  /** Only with a person. */
  readonly part?: 'paid' | 'for';
  /** '' stands for entries without one. */
  readonly category?: string;
  readonly kind?: 'expense' | 'income' | 'payment';
}

export function isNarrowed({ person, category, kind }: ClassNarrowing): boolean {
  return person !== undefined || category !== undefined || kind !== undefined;
}

/** How many parts narrow the search. */
export function narrowingCount({ person, category, kind }: ClassNarrowing): number {
  return [person, category, kind].filter((part) => part !== undefined).length;
}

/** What an address asks for. Takes any text; what cannot be read asks for nothing. */
export function askedByAddress(query: URLSearchParams): { text: string; narrowing: ClassNarrowing } {
  const [person, part, kind] = ['person', 'part', 'kind'].map((name) => query.get(name));
  const category = query.get('category');
  const narrowing: ClassNarrowing = {
    ...(person && { person }),
    ...(person && (part === 'paid' || part === 'for') && { part }),
    ...(category !== null && { category }),
    ...((kind === 'expense' || kind === 'income' || kind === 'payment') && { kind }),
  };
  return { text: query.get('q') ?? '', narrowing };
}

/** The address of the screen with a search, so that it outlives a reload and a way back. */
export function addressOf(
  path: string,
  text: string,
  { person, part, category, kind }: ClassNarrowing,
): string {
  const query = new URLSearchParams();
  const trimmed = text.trim();
  if (trimmed !== '') query.set('q', trimmed);
  if (person !== undefined) query.set('person', person);
  if (person !== undefined && part !== undefined) query.set('part', part);
  if (category !== undefined) query.set('category', category);
  if (kind !== undefined) query.set('kind', kind);
  return query.size === 0 ? path : `${path}?${query}`;
}
