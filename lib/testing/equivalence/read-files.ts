import { readdirSync, readFileSync, statSync, type Stats } from 'node:fs';
import { basename, dirname, extname, join, sep } from 'node:path';
import { type Manifest } from './manifest';
import { ManifestError } from './manifest-error';
import { divideText, type TextDocument } from './text-document';
import { type ParseOptions } from './yaml-reader';

/** The files of a folder that hold manifests. */
const EXTENSIONS = new Set(['.yaml', '.yml', '.json']);

/** What cdk8s itself writes beside the manifests (`recordConstructMetadata`). */
const NOT_MANIFESTS = new Set(['construct-metadata.json']);

/** Bytes that are read at most: a text of the longest length that the parser accepts can have this many in UTF-8. */
export const MOST_BYTES = 128 * 1024 * 1024;

/**
 * The documents of a file, or of the `.yaml`, `.yml` and `.json` files of a folder and those below it, in the order of
 * their names. Hidden files, `node_modules` and Helm charts below the folder are left out; a pipe such as
 * `<(helm template .)` counts as a file.
 *
 * @param skip called with the folder of each Helm chart that is left out
 * @throws ManifestError when a file cannot be read or holds something else
 */
export function readFiles(path: string, skip: (chart: string) => void = () => undefined): TextDocument[] {
  if (!about(path).isDirectory()) return divideBytes(bytesOf(path), { file: path });

  const files = manifestFiles(path, skip);
  // A file without manifests is what a template that is switched off renders to; a folder without any is a mistake.
  const documents = files.flatMap((file) => divideBytes(bytesOf(file), { file, allowEmpty: true }));
  if (documents.length === 0) {
    const problem = files.length === 0 ? 'no .yaml, .yml or .json file in this folder' : 'no manifest in its files';
    throw new ManifestError(problem, { file: path });
  }
  return documents;
}

/**
 * The documents of a file that was read: UTF-8, or UTF-16 where a byte order mark says so, as Windows PowerShell writes
 * on `>`.
 *
 * @throws ManifestError when the bytes are not text, or hold no document
 */
export function divideBytes(bytes: Uint8Array, options: ParseOptions & { readonly file: string }): TextDocument[] {
  const documents = divideText(decode(bytes, options.file), options).filter((document) => !document.isBlank());
  if (documents.length === 0 && options.allowEmpty !== true) {
    throw new ManifestError('no manifest found, the input is empty', { file: options.file });
  }
  return documents;
}

/** The manifests of a file that was read. As `divideBytes`, and reads its documents. */
export function parseBytes(bytes: Uint8Array, options: ParseOptions & { readonly file: string }): Manifest[] {
  return divideBytes(bytes, options).flatMap((document) => document.manifests());
}

function decode(bytes: Uint8Array, file: string): string {
  if (bytes.length > MOST_BYTES) throw tooLong(bytes.length, file);
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new ManifestError('not text in UTF-8, so not manifests', { file });
  }
}

/** Whether a file of a folder is read, by its path relative to the folder. */
export function isManifestFile(path: string): boolean {
  const parts = path.split(sep);
  return (
    EXTENSIONS.has(extname(path).toLowerCase()) &&
    parts.every((part) => !part.startsWith('.') && part !== 'node_modules') &&
    !NOT_MANIFESTS.has(parts.at(-1) ?? '')
  );
}

function manifestFiles(folder: string, skip: (chart: string) => void): string[] {
  const names = explained(folder, () => readdirSync(folder, { recursive: true, encoding: 'utf8' }));
  if (names.includes('Chart.yaml')) {
    throw new ManifestError('a Helm chart, not manifests; render it with helm template', { file: folder });
  }
  const charts = names
    .filter((name) => basename(name) === 'Chart.yaml')
    .map(dirname)
    .sort();
  // A chart may contain others.
  const outer = charts.filter((chart) => !charts.some((other) => chart.startsWith(`${other}${sep}`)));
  for (const chart of outer) skip(join(folder, chart));
  return names
    .filter((name) => !outer.some((chart) => name.startsWith(`${chart}${sep}`)))
    .filter(isManifestFile)
    .sort()
    .map((name) => join(folder, name))
    .filter((file) => about(file).isFile());
}

function bytesOf(file: string): Uint8Array {
  const { size } = about(file);
  if (size > MOST_BYTES) throw tooLong(size, file);
  return explained(file, () => readFileSync(file));
}

function about(path: string): Stats {
  return explained(path, () => statSync(path));
}

function tooLong(size: number, file: string): ManifestError {
  const mebibytes = (bytes: number) => `${Math.ceil(bytes / 1024 / 1024)} MiB`;
  return new ManifestError(`${mebibytes(size)} long, at most ${mebibytes(MOST_BYTES)} are read`, { file });
}

/** Why the system refuses a file, in words. */
const REFUSALS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOTDIR: 'a part of the path is not a folder',
  ELOOP: 'a symbolic link that leads to itself',
  ENAMETOOLONG: 'the name is too long',
  ERR_INVALID_ARG_VALUE: 'not a file name',
};

function explained<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new ManifestError(REFUSALS[code] ?? `cannot be read (${code})`, { file: path === '' ? "''" : path });
  }
}
