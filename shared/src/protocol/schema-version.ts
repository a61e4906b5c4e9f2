/**
 * The version of what apps and servers say to one another: documents, API and sync. It rises when an app of an older
 * version could misunderstand what newer ones write.
 */
export const SCHEMA_VERSION = 1;

/** How many versions before its own a server goes on serving. */
const SERVED_BEFORE = 2;

/** Where an app says its version: in a header of each request, and in the query of the sync socket. */
export const SCHEMA_HEADER = 'X-Schema';
export const SCHEMA_PARAMETER = 'schema';

/**
 * Whether an app that says this version has to be updated first. One that says nothing, or nothing that can be read,
 * is served: so are newer ones, whose records an older server keeps as they are.
 */
export function isOutdated(said: string | null | undefined, serverVersion = SCHEMA_VERSION): boolean {
  return /^\d{1,9}$/.test(said ?? '') && Number(said) < serverVersion - SERVED_BEFORE;
}
