#!/usr/bin/env node
import { runCommand } from './run-command';

// A reader that closes early, such as `head`, has what it wanted; the exit status is still that of the verdict.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const color =
  (process.env.NO_COLOR ?? '') === '' &&
  (process.env.FORCE_COLOR === undefined ? process.stdout.isTTY : process.env.FORCE_COLOR !== '0');

void runCommand(process.argv.slice(2), {
  stdin: process.stdin,
  write: (text) => process.stdout.write(text),
  warn: (text) => process.stderr.write(text),
  color,
}).then((status) => {
  // Not process.exit(): what is still on its way to a pipe would be lost.
  process.exitCode = status;
});
