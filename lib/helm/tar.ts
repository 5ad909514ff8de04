import { gzipSync } from 'node:zlib';

/** Files by their path, with forward slashes. */
export interface FileTexts {
  readonly [path: string]: string;
}

const BLOCK = 512;
/** The size of the name field of `ustar`; longer paths need the prefix field too. */
const NAME_LENGTH = 100;
const PREFIX_LENGTH = 155;
/** The value for an unknown system in the gzip header, where zlib writes the system it runs on. */
const UNKNOWN_SYSTEM = 255;
const SYSTEM_OFFSET = 9;

/**
 * A gzipped tar archive of text files. The same files give the same bytes on every machine and at any time.
 *
 * @throws Error when a path is too long for the format
 */
export function tarGz(files: FileTexts): Buffer {
  const blocks: Buffer[] = [];
  for (const [path, text] of Object.entries(files)) {
    const content = Buffer.from(text, 'utf8');
    blocks.push(header(path, content.length), content, Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK));
  }
  blocks.push(Buffer.alloc(2 * BLOCK));
  const archive = gzipSync(Buffer.concat(blocks), { level: 9 });
  archive[SYSTEM_OFFSET] = UNKNOWN_SYSTEM;
  return archive;
}

/** @see https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html#tag_20_92_13_06 (ustar) */
function header(path: string, size: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  const { prefix, name } = split(path);
  block.write(name, 0);
  block.write(octal(0o644, 8), 100);
  block.write(octal(0, 8), 108);
  block.write(octal(0, 8), 116);
  block.write(octal(size, 12), 124);
  block.write(octal(0, 12), 136);
  block.write(' '.repeat(8), 148);
  block.write('0', 156);
  block.write('ustar\u000000', 257);
  block.write(prefix, 345);
  const sum = block.reduce((a, b) => a + b, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\u0000 `, 148);
  return block;
}

function octal(value: number, width: number): string {
  return `${value.toString(8).padStart(width - 1, '0')}\u0000`;
}

function split(path: string): { readonly prefix: string; readonly name: string } {
  if (Buffer.byteLength(path) <= NAME_LENGTH) return { prefix: '', name: path };
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
    const prefix = path.slice(0, at);
    const name = path.slice(at + 1);
    if (Buffer.byteLength(name) <= NAME_LENGTH && Buffer.byteLength(prefix) <= PREFIX_LENGTH) return { prefix, name };
  }
  throw new Error(`the path is too long for an archive: '${path}'`);
}
