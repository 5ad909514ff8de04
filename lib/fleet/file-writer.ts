import * as os from 'node:os';
import { type Drafts, type WriteSummary } from './drafts';
import { type OutputFiles, writeFiles } from './open-drafts';
import { WriterThread } from './writer-thread';

/** Fewer files than these are written before a thread has started. */
const WORTH_A_THREAD = 1000;

/** Keeps files until all of them are known, and only then touches the disk. */
class Kept implements Drafts {
  private readonly directories = new Set<string>();
  private readonly files: OutputFiles = new Map();

  public constructor(private readonly outdir: string) {}

  public directory(name: string): void {
    this.directories.add(name);
  }

  public file(name: string, content: string): void {
    this.files.set(name, content);
  }

  public commit(onFile?: () => void): WriteSummary {
    return writeFiles(this.outdir, this.directories, this.files, onFile);
  }

  public abandon(): void {
    // nothing was begun
  }
}

/**
 * Where a run that makes its files one after the other puts them.
 *
 * @param expected how many files that will be, about: a thousand and more are written by a second thread meanwhile.
 */
export function openWriter(outdir: string, expected: number): Drafts {
  const thread = expected >= WORTH_A_THREAD && os.availableParallelism() > 1 ? WriterThread.start(outdir) : undefined;
  return thread ?? new Kept(outdir);
}
