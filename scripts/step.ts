import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

const repository = join(import.meta.dirname, '..');

/** Whoever ends the command early leaves nothing running. */
const running = new Set<ChildProcess>();
process.on('exit', () => running.forEach((child) => child.kill()));

export interface Step {
  name: string;
  command: string;
  args: readonly string[];
  env?: Readonly<Record<string, string>>;
}

export interface StepResult {
  name: string;
  ok: boolean;
  /** Everything the command wrote, in its order. */
  output: string;
  durationMs: number;
}

/** Runs a command of the repository to its end. A command that cannot be started counts as failed. */
export function runStep(
  { name, command, args, env = {} }: Step,
  hear?: (text: string) => void,
): Promise<StepResult> {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const chunks: string[] = [];
    const keep = (chunk: Buffer) => {
      const text = chunk.toString();
      chunks.push(text);
      hear?.(text);
    };
    const child = spawn(command, args, { cwd: repository, env: { ...process.env, ...env } });
    running.add(child);
    const end = (ok: boolean) => {
      running.delete(child);
      resolve({ name, ok, output: chunks.join(''), durationMs: performance.now() - startedAt });
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => {
      chunks.push(`${error.message}\n`);
      end(false);
    });
    child.on('close', (code) => end(code === 0));
  });
}
