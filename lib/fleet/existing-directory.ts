import * as fs from 'node:fs';
import * as path from 'node:path';
import { type StagedFiles, type WriteSummary } from './staged-files';

/** A file that is not committed yet. */
interface Waiting {
  /** The temporary file beside the target. Undefined if the target is not a regular file and cannot be replaced. */
  readonly temporary?: string;
  /** The content, where there is no temporary file. */
  readonly content?: string;
  /** The path to write to, symbolic links followed. */
  readonly target: string;
}

/**
 * Stages files for an output directory that exists, each beside the file that it replaces. Symbolic links and permissions
 * are kept. What is not a regular file (a device, a dangling link) is written to.
 */
export class ExistingDirectory implements StagedFiles {
  private readonly made: string[] = [];
  private readonly listings = new Map<string, Set<string>>();
  private readonly waiting = new Map<string, Waiting>();
  private readonly same = new Set<string>();
  private staged = 0;

  public constructor(private readonly outdir: string) {
    fs.mkdirSync(outdir, { recursive: true });
  }

  public directory(name: string): void {
    const first = fs.mkdirSync(path.join(this.outdir, name), { recursive: true });
    if (first !== undefined) {
      this.made.push(first);
    }
  }

  public file(name: string, content: string): void {
    this.forget(name);
    // path.join would take as long as making the YAML.
    const target = this.outdir + path.sep + name;
    const directory = folderOf(target);
    if (!this.listing(directory).has(target.slice(directory.length))) {
      this.stage(name, target, content);
      return;
    }
    const status = fs.statSync(target, { throwIfNoEntry: false }); // undefined for a dangling link
    if (status?.isDirectory()) {
      fs.writeFileSync(target, content); // throws the error of the system
    } else if (!status?.isFile()) {
      this.waiting.set(name, { content, target });
    } else if (fs.readFileSync(target).equals(Buffer.from(content))) {
      this.same.add(name);
    } else {
      this.stage(name, fs.realpathSync(target), content, status.mode & 0o7777);
    }
  }

  public commit(onFile: () => void = () => {}): WriteSummary {
    for (const { temporary, content, target } of this.waiting.values()) {
      if (temporary !== undefined) {
        fs.renameSync(temporary, target);
      } else {
        fs.writeFileSync(target, content!);
      }
      onFile();
    }
    return { written: this.waiting.size, unchanged: this.same.size };
  }

  public discard(): void {
    for (const { temporary } of this.waiting.values()) {
      if (temporary !== undefined) {
        fs.rmSync(temporary, { force: true });
      }
    }
    for (const directory of this.made) {
      fs.rmSync(directory, { recursive: true, force: true });
    }
  }

  private stage(name: string, target: string, content: string, mode?: number): void {
    const temporary = `${folderOf(target)}.fleet-${process.pid}-${this.staged++}.tmp`;
    this.waiting.set(name, { temporary, target });
    fs.writeFileSync(temporary, content);
    if (mode !== undefined) {
      fs.chmodSync(temporary, mode);
    }
  }

  /** Removes what was staged before under the same name. */
  private forget(name: string): void {
    const temporary = this.waiting.get(name)?.temporary;
    if (temporary !== undefined) {
      fs.rmSync(temporary, { force: true });
    }
    this.waiting.delete(name);
    this.same.delete(name);
  }

  private listing(directory: string): Set<string> {
    let listing = this.listings.get(directory);
    if (!listing) {
      listing = new Set(fs.existsSync(directory) ? fs.readdirSync(directory) : []);
      this.listings.set(directory, listing);
    }
    return listing;
  }
}

/** Up to and including the last separator. */
function folderOf(file: string): string {
  return file.slice(0, Math.max(file.lastIndexOf('/'), file.lastIndexOf(path.sep)) + 1);
}
