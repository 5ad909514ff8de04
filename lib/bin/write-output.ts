import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { CommandError } from './command-error';

/**
 * Writes a file whole: first beside its place, then into it, so that nobody reads half of it.
 *
 * @throws CommandError when the file cannot be written
 */
export function writeOutput(file: string, text: string): void {
  const staged = `${file}.${process.pid}.part`;
  try {
    writeFileSync(staged, text);
    renameSync(staged, file);
  } catch (error) {
    rmSync(staged, { force: true });
    throw new CommandError(`--output-file ${file} cannot be written: ${(error as NodeJS.ErrnoException).code}`);
  }
}
