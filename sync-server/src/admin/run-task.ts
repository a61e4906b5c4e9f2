import { errorCode } from '../storage/data-folder.ts';
import { StorageError } from '../storage/port.ts';
import type { AdminCommand } from './admin-command.ts';
import type { AdminParts, Caller, ExitCode } from './admin-parts.ts';
import { backUp } from './tasks/backup.ts';
import { listClasses } from './tasks/list-classes.ts';
import { resetPassword } from './tasks/reset-password.ts';
import { verify } from './tasks/verify.ts';

/** One line for what stopped a command. The text of an error of the system may name files, but nothing inside them. */
export function describeFailure(error: unknown): string {
  if (error instanceof StorageError) return error.message;
  const code = errorCode(error);
  if (code !== 'unknown') return code;
  if (!(error instanceof Error)) return 'unknown';
  return error.name === 'Error' ? error.message : `${error.name}: ${error.message}`;
}

/** What `restore` says while somebody uses the storage. */
const STOP_FIRST =
  'restore needs the server to be stopped, since it replaces what the server has open. Stop it (SIGTERM, or Ctrl-C where it runs), then give the same command again. Nothing was changed.';

/** Runs a command on an open storage; whatever stops it becomes a line and exit code 1. */
export async function runTask(parts: AdminParts, command: AdminCommand, caller: Caller): Promise<ExitCode> {
  try {
    switch (command.name) {
      case 'verify':
        return await verify(parts, caller);
      case 'list-classes':
        return await listClasses(parts, caller);
      case 'backup':
        return await backUp(parts, command.folder, caller);
      case 'reset-password':
        return await resetPassword(parts, command.username, caller);
      case 'restore':
        caller.say(STOP_FIRST);
        return 1;
      default:
        return command satisfies never;
    }
  } catch (error) {
    caller.say(`${command.name} stopped: ${describeFailure(error)}`);
    return 1;
  }
}
