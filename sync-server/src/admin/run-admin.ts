import { resolve } from 'node:path';
import { readConfig } from '../config.ts';
import type { Environment } from '../config.ts';
import { USAGE, commandToArgs, readCommand } from './admin-command.ts';
import { askChannel } from './channel/ask-channel.ts';
import { escapeControls } from './printable.ts';
import { describeFailure } from './run-task.ts';
import { runOnStoppedFolder } from './stopped-folder.ts';
import type { StoppedFolderParts } from './stopped-folder.ts';

export interface AdminIo extends Omit<StoppedFolderParts, 'dataDir'> {
  readonly env: Environment;
  /** Used when DATA_DIR is unset. */
  readonly defaultDataDir: string;
  /** Absolute path that relative folders count from. */
  readonly workingFolder: string;
  readonly writeOut: (text: string) => void;
  readonly writeError: (text: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Runs one command, through the server that runs on the data folder or, when none answers, on the folder itself; the
 * first line says which. Returns the exit code: 0, 1 for what the lines say is wrong, 2 for arguments that are no command.
 */
export async function runAdmin(args: readonly string[], io: AdminIo): Promise<number> {
  const say = (line: string): void => io.writeOut(`${escapeControls(line)}\n`);
  const refuse = (line: string): number => {
    io.writeError(`tallybook admin: ${escapeControls(line)}\n`);
    return 1;
  };

  const command = readCommand(args, (path) => resolve(io.workingFolder, path));
  if (command === undefined) {
    io.writeError(USAGE);
    return 2;
  }
  const read = readConfig(io.env, io.defaultDataDir);
  if (!read.ok) return refuse(read.refusal);
  const { dataDir } = read.config;
  const caller = { say, signal: io.signal };

  const onAnswer = (pid: number): void => say(`Through the running server (pid ${pid}) of ${dataDir}`);
  const answered = await askChannel(dataDir, commandToArgs(command), onAnswer, caller);
  switch (answered.kind) {
    case 'done':
      return answered.exitCode;
    case 'broken-off':
      return refuse(
        'the server did not say that the command is done; it may have done all of it, a part or nothing, so look before you go on',
      );
    case 'no-answer':
      break;
    default:
      return answered satisfies never;
  }

  const onTaken = (): void => say(`On the folder ${dataDir}, as no server runs on it`);
  try {
    const outcome = await runOnStoppedFolder({ ...io, dataDir }, command, onTaken, caller);
    return 'refusal' in outcome ? refuse(outcome.refusal) : outcome.exitCode;
  } catch (error) {
    return refuse(`${command.name} stopped: ${describeFailure(error)}`);
  }
}
