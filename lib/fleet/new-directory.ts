import * as fs from 'node:fs';
import * as path from 'node:path';
import { type Drafts, type WriteSummary } from './drafts';
import { ExistingDirectory } from './existing-directory';

/** An output directory that does not exist yet: made beside its place, under a name of its own, and then renamed. */
export class NewDirectory implements Drafts {
  private readonly outdir: string;
  private readonly draft: string;
  private readonly directories = new Set<string>();
  private readonly files = new Set<string>();

  public constructor(outdir: string) {
    this.outdir = path.resolve(outdir);
    this.draft = `${this.outdir}.fleet-${process.pid}.tmp`;
    fs.mkdirSync(this.draft, { recursive: true });
  }

  public directory(name: string): void {
    fs.mkdirSync(path.join(this.draft, name), { recursive: true });
    this.directories.add(name);
  }

  public file(name: string, content: string): void {
    // Strings, not path.join: for thousands of files that costs as much as making their YAML.
    fs.writeFileSync(this.draft + path.sep + name, content);
    this.files.add(name);
  }

  public commit(onFile: () => void = () => {}): WriteSummary {
    try {
      fs.renameSync(this.draft, this.outdir);
    } catch {
      return this.moveFiles(onFile); // somebody else has made the directory meanwhile
    }
    this.files.forEach(() => onFile());
    return { written: this.files.size, unchanged: 0 };
  }

  public abandon(): void {
    fs.rmSync(this.draft, { recursive: true, force: true });
  }

  private moveFiles(onFile: () => void): WriteSummary {
    let existing: ExistingDirectory | undefined;
    try {
      existing = new ExistingDirectory(this.outdir);
      for (const name of this.directories) {
        existing.directory(name);
      }
      for (const name of this.files) {
        existing.file(name, fs.readFileSync(path.join(this.draft, name), 'utf8'));
      }
      return existing.commit(onFile);
    } catch (error) {
      existing?.abandon();
      throw error;
    } finally {
      this.abandon();
    }
  }
}
