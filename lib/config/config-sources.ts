import { isUtf8 } from 'node:buffer';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { plainString } from '../tokens/plain-value';
import { CONFIG_SIZE_LIMIT } from '../rules/config-rules';
import { configKey } from '../rules/names';
import { parseEnvFile } from './env-file';

/** Where the entries of a ConfigMap or Secret come from. Relative paths start at the working directory. */
export interface ConfigSources {
  /**
   * Files, each under its base name as key.
   *
   * @default - none
   */
  readonly files?: string[];

  /**
   * Files under keys of your choice: key to path.
   *
   * @default - none
   */
  readonly namedFiles?: { readonly [key: string]: string };

  /**
   * Folders. Each regular file becomes an entry; subfolders and links are ignored.
   *
   * @default - none
   */
  readonly folders?: string[];

  /**
   * Files of `NAME=value` lines. Each line becomes an entry.
   *
   * @default - none
   */
  readonly envFiles?: string[];

  /**
   * Literal entries: key to text.
   *
   * @default - none
   */
  readonly literals?: { readonly [key: string]: string };
}

/** The content of the sources. Valid UTF-8 is text, other content is binary. */
export interface ConfigContent {
  readonly text: { readonly [key: string]: string };
  /** Base64. */
  readonly binary: { readonly [key: string]: string };
  readonly problems: string[];
}

/**
 * Reads the sources as `kubectl create configmap` and `kubectl create secret generic` do.
 *
 * Collects the problems: unreadable files, invalid keys, duplicate keys, and more than 1 MiB in total.
 */
export function readSources(sources: ConfigSources): ConfigContent {
  const reader = new Reader();
  for (const path of sources.files ?? []) reader.addFile(basename(path), path);
  for (const [key, path] of Object.entries(sources.namedFiles ?? {})) reader.addFile(key, path);
  for (const path of sources.folders ?? []) reader.addFolder(path);
  for (const path of sources.envFiles ?? []) reader.addEnvFile(path);
  for (const [key, value] of Object.entries(sources.literals ?? {})) reader.addText(key, value, 'literals');
  return reader.content();
}

class Reader {
  private readonly texts = new Map<string, string>();
  private readonly binaries = new Map<string, Buffer>();
  private readonly origins = new Map<string, string>();
  private readonly problems: string[] = [];

  addFile(key: string, path: string): void {
    const bytes = this.read(path);
    if (bytes === undefined || !this.isNew(key, path)) return;
    if (isUtf8(bytes)) this.texts.set(key, bytes.toString());
    else this.binaries.set(key, bytes);
  }

  addFolder(path: string): void {
    if (!this.expect(path, 'folder')) return;
    const files = readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isFile());
    if (files.length === 0) this.problems.push(`folder "${path}" must have at least one regular file, got none`);
    for (const { name } of files) this.addFile(name, join(path, name));
  }

  addEnvFile(path: string): void {
    const bytes = this.read(path);
    if (bytes === undefined) return;
    if (!isUtf8(bytes)) {
      this.problems.push(`env-file "${path}" must be UTF-8 text, got other bytes`);
      return;
    }
    const { variables, problems } = parseEnvFile(bytes.toString(), path);
    this.problems.push(...problems);
    for (const [name, value] of variables) this.addText(name, value, path);
  }

  addText(key: string, value: string, origin: string): void {
    if (this.isNew(key, origin)) this.texts.set(key, value);
  }

  content(): ConfigContent {
    const size =
      [...this.texts.values()].reduce((sum, value) => sum + Buffer.byteLength(this.plain(value)), 0) +
      [...this.binaries.values()].reduce((sum, value) => sum + value.length, 0);
    if (size > CONFIG_SIZE_LIMIT) {
      this.problems.push(`the entries must be at most ${CONFIG_SIZE_LIMIT} bytes together, got ${size}`);
    }
    return {
      text: Object.fromEntries(this.texts),
      binary: Object.fromEntries([...this.binaries].map(([key, bytes]) => [key, bytes.toString('base64')])),
      problems: this.problems,
    };
  }

  /** A token counts with its default. The writer of the chart reports a damaged token. */
  private plain(value: string): string {
    try {
      return plainString(value);
    } catch {
      return value;
    }
  }

  private isNew(key: string, origin: string): boolean {
    const problem = configKey(key);
    if (problem !== undefined) this.problems.push(`the key of ${origin} ${problem}`);
    const earlier = this.origins.get(key);
    if (earlier !== undefined) {
      this.problems.push(`key "${key}" must come from one source, got ${earlier} and ${origin}`);
    }
    this.origins.set(key, origin);
    return problem === undefined && earlier === undefined;
  }

  private read(path: string): Buffer | undefined {
    return this.expect(path, 'file') ? readFileSync(path) : undefined;
  }

  private expect(path: string, wanted: 'file' | 'folder'): boolean {
    const stat = statSync(path, { throwIfNoEntry: false });
    const found = stat === undefined ? 'nothing' : stat.isFile() ? 'file' : stat.isDirectory() ? 'folder' : 'neither';
    if (found === wanted) return true;
    const what = { nothing: 'nothing there', file: 'a file', folder: 'a folder', neither: 'neither file nor folder' };
    this.problems.push(`"${path}" must be a ${wanted}, got ${what[found]}`);
    return false;
  }
}
