import { runVectorFile } from './run-vector-file.ts';

const path = process.argv[2];
if (path === undefined) {
  console.error('usage: pnpm vectors FILE');
  process.exitCode = 2;
} else {
  const { exitCode, lines, refusal } = runVectorFile(path);
  for (const line of lines) console.log(line);
  if (refusal !== null) console.error(refusal);
  process.exitCode = exitCode;
}
