/** What an operator asks for. Folders are absolute paths. */
export type AdminCommand =
  | { readonly name: 'verify' | 'list-classes' }
  | { readonly name: 'backup' | 'restore'; readonly folder: string }
  | { readonly name: 'reset-password'; readonly username: string };

export const USAGE = `Usage: pnpm admin COMMAND
  verify                   reads everything and says what cannot be read
  backup FOLDER            writes a complete copy into a new or empty folder, also while the server runs
  restore FOLDER           puts a copy in the place of what is there, which is kept aside; the server must be stopped
  list-classes             one line per class
  reset-password USERNAME  gives an account a new password, shown once, and signs it out everywhere
`;

/**
 * Reads the arguments after `pnpm admin`, or undefined when they are no command.
 * @param toAbsolute makes a path of the caller's working folder absolute
 */
export function readCommand(
  args: readonly string[],
  toAbsolute: (path: string) => string,
): AdminCommand | undefined {
  const [name, argument, ...rest] = args[0] === '--' ? args.slice(1) : args;
  if (name === undefined || rest.length > 0) return undefined;
  switch (name) {
    case 'verify':
    case 'list-classes':
      return argument === undefined ? { name } : undefined;
    case 'backup':
    case 'restore':
      if (argument === undefined || argument === '' || argument.includes('\0')) return undefined;
      return { name, folder: toAbsolute(argument) };
    case 'reset-password':
      return argument === undefined || argument === '' ? undefined : { name, username: argument };
    default:
      return undefined;
  }
}

/** The arguments that `readCommand` reads as this command. */
export function commandToArgs(command: AdminCommand): readonly string[] {
  switch (command.name) {
    case 'verify':
    case 'list-classes':
      return [command.name];
    case 'backup':
    case 'restore':
      return [command.name, command.folder];
    case 'reset-password':
      return [command.name, command.username];
    default:
      return command satisfies never;
  }
}
