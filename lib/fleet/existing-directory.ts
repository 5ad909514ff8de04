import * as fs from 'node:fs';
import * as path from 'node:path';
import { type Drafts, type WriteSummary } from './drafts';

/** A file that waits for its place. */
interface Waiting {
  /** Where its content is: a file beside the target, or here, if the target is no file that could be replaced. */
  readonly draft?: string;
  readonly content?: string;
  /** What it will be, links followed. */
  readonly target: string;
}

/**
 * An output directory that exists: files are drafted beside those they replace. A link stays a link, permissions stay,
 * and what is no file (a device, a link to nothing) is written to.
 */
export class ExistingDirectory implements Drafts {
  private readonly made: string[] = [];
  private readonly listings = new Map<string, Set<string>>();
  private readonly waiting = new Map<string, Waiting>();
  private readonly same = new Set<string>();
  private drafted = 0;

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
    // Strings, not path.join: for thousands of files that costs as much as making their YAML.
    const target = this.outdir + path.sep + name;
    const directory = folderOf(target);
    if (!this.listing(directory).has(target.slice(directory.length))) {
      this.draft(name, target, content);
      return;
    }
    const status = fs.statSync(target, { throwIfNoEntry: false }); // none: a link to nothing
    if (status?.isDirectory()) {
      fs.writeFileSync(target, content); // says so
    } else if (!status?.isFile()) {
      this.waiting.set(name, { content, target });
    } else if (fs.readFileSync(target).equals(Buffer.from(content))) {
      this.same.add(name);
    } else {
      this.draft(name, fs.realpathSync(target), content, status.mode & 0o7777);
    }
  }

  public commit(onFile: () => void = () => {}): WriteSummary {
    for (const { draft, content, target } of this.waiting.values()) {
      if (draft !== undefined) {
        fs.renameSync(draft, target);
      } else {
        fs.writeFileSync(target, content!);
      }
      onFile();
    }
    return { written: this.waiting.size, unchanged: this.same.size };
  }

  public abandon(): void {
    for (const { draft } of this.waiting.values()) {
      if (draft !== undefined) {
        fs.rmSync(draft, { force: true });
      }
    }
    for (const directory of this.made) {
      fs.rmSync(directory, { recursive: true, force: true });
    }
  }

  private draft(name: string, target: string, content: string, mode?: number): void {
    const draft = `${folderOf(target)}.fleet-${process.pid}-${this.drafted++}.tmp`;
    this.waiting.set(name, { draft, target });
    fs.writeFileSync(draft, content);
    if (mode !== undefined) {
      fs.chmodSync(draft, mode);
    }
  }

  /** What an earlier content of the same name has left. */
  private forget(name: string): void {
    const draft = this.waiting.get(name)?.draft;
    if (draft !== undefined) {
      fs.rmSync(draft, { force: true });
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
