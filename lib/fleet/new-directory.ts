import * as fs from 'node:fs';
import * as path from 'node:path';
import { type StagedFiles, type WriteSummary } from './staged-files';
import { ExistingDirectory } from './existing-directory';

/** Stages files for an output directory that does not exist yet, in a temporary directory that is then renamed. */
export class NewDirectory implements StagedFiles {
  private readonly outdir: string;
  private readonly temporary: string;
  private readonly directories = new Set<string>();
  private readonly files = new Set<string>();

  public constructor(outdir: string) {
    this.outdir = path.resolve(outdir);
    this.temporary = `${this.outdir}.fleet-${process.pid}.tmp`;
    fs.mkdirSync(this.temporary, { recursive: true });
  }

  public directory(name: string): void {
    fs.mkdirSync(path.join(this.temporary, name), { recursive: true });
    this.directories.add(name);
  }

  public file(name: string, content: string): void {
    // path.join would take as long as making the YAML.
    fs.writeFileSync(this.temporary + path.sep + name, content);
    this.files.add(name);
  }

  public commit(onFile: () => void = () => {}): WriteSummary {
    try {
      fs.renameSync(this.temporary, this.outdir);
    } catch {
      return this.moveFiles(onFile); // another process has made the directory meanwhile
    }
    this.files.forEach(() => onFile());
    return { written: this.files.size, unchanged: 0 };
  }

  public discard(): void {
    fs.rmSync(this.temporary, { recursive: true, force: true });
  }

  private moveFiles(onFile: () => void): WriteSummary {
    let existing: ExistingDirectory | undefined;
    try {
      existing = new ExistingDirectory(this.outdir);
      for (const name of this.directories) {
        existing.directory(name);
      }
      for (const name of this.files) {
        existing.file(name, fs.readFileSync(path.join(this.temporary, name), 'utf8'));
      }
      return existing.commit(onFile);
    } catch (error) {
      existing?.discard();
      throw error;
    } finally {
      this.discard();
    }
  }
}
