import { readCommonYaml } from './common-yaml';
import { type Json, type Manifest } from './manifest';
import { ManifestError, type Position } from './manifest-error';
import { rememberOrigin } from './origin';
import { skimIdentity, type SkimmedIdentity } from './skim-identity';
import { takeApart } from './take-apart';
import { type ParseOptions, type YamlReader } from './yaml-reader';

/** The full reader. It is loaded when it is needed, because most runs of the command line read no uncommon YAML. */
function fullReader(...args: ConstructorParameters<typeof YamlReader>): YamlReader {
  const reader = require('./yaml-reader') as { YamlReader: typeof YamlReader };
  return new reader.YamlReader(...args);
}

/** The longest text that is read, in characters. */
const MAX_LENGTH = 32 * 1024 * 1024;

/** One document of a text, read when it is asked for. Only its place is kept, so that a text of any length is cheap. */
export class TextDocument {
  private static located?: { readonly document: TextDocument; readonly reader: YamlReader };

  public constructor(
    private readonly text: string,
    private readonly start: number,
    private readonly end: number,
    /** Whether the fast reader can try it: one document, without directives and characters that end lines elsewhere. */
    private readonly common: boolean,
    /** Where its content begins, after the `---`. */
    private readonly content: number,
    private readonly options: ParseOptions,
  ) {}

  /** What the document says, as it is written. */
  public get source(): string {
    return this.text.slice(this.content, this.end);
  }

  /** Whether there are only blank lines and comments in it. */
  public isBlank(): boolean {
    BLANK.lastIndex = this.content;
    return this.common && (BLANK.exec(this.text)?.[0].length ?? 0) + this.content >= this.end;
  }

  /**
   * What names its object, where that can be told at a glance.
   *
   * @internal
   */
  public _skim(): SkimmedIdentity | undefined {
    return this.common ? skimIdentity(this.text, this.content, this.end) : undefined;
  }

  /** Its value, or several where the text could not be divided. */
  public values(): Json[] {
    this.rejectControlCharacters();
    if (this.common) {
      const value = readCommonYaml(this.text, this.content, this.end);
      if (value !== undefined) return value === null && this.content === this.start ? [] : [value];
    }
    return this.reader()
      .documents()
      .map((document) => document.value);
  }

  /**
   * The manifests in it: one, the items of a list, or none where it is empty.
   *
   * @throws ManifestError with line and column for what is no manifest
   */
  public manifests(): Manifest[] {
    try {
      const manifests: Manifest[] = [];
      for (const [index, value] of this.values().entries()) {
        if (value === null) continue;
        for (const [item, manifest] of takeApart(value, () => this.position(index)).entries()) {
          const locate = (path: readonly (string | number)[]) => this.locatingReader().locate(index, item, path);
          rememberOrigin(manifest, { file: this.options.file, locate });
          manifests.push(manifest);
        }
      }
      return manifests;
    } catch (error) {
      if (!(error instanceof ManifestError) || !this.text.includes('{{')) throw error;
      throw new ManifestError(
        `${error.problem}; if this is a Helm template, render it with helm template first`,
        error,
      );
    }
  }

  private rejectControlCharacters(): void {
    const source = this.text.slice(this.start, this.end);
    const at = source.search(FORBIDDEN);
    if (at < 0) return;
    const before = source.slice(0, at).split('\n');
    const code = source.charCodeAt(at).toString(16).padStart(4, '0').toUpperCase();
    throw new ManifestError(`control character U+${code}, the input is not text`, {
      file: this.options.file,
      line: this.linesBefore() + before.length,
      column: (before.at(-1) as string).length + 1,
    });
  }

  /** Where a document begins. The text is read again: positions are wanted only for errors. */
  private position(index: number): Position {
    return this.reader().documents()[index]?.position ?? { file: this.options.file };
  }

  /** The reader of the document in which a field was located last: problems of one document follow each other. */
  private locatingReader(): YamlReader {
    if (TextDocument.located?.document !== this) TextDocument.located = { document: this, reader: this.reader() };
    return TextDocument.located.reader;
  }

  private reader(): YamlReader {
    return fullReader(this.text.slice(this.start, this.end), this.options, this.linesBefore());
  }

  private linesBefore(): number {
    let lines = 0;
    for (let at = this.text.indexOf('\n'); at >= 0 && at < this.start; at = this.text.indexOf('\n', at + 1)) lines++;
    return lines;
  }
}

/** Blank lines and comments. */
const BLANK = /(?:[ \t]*(?:#[^\n]*)?(?:\n|$))*/y;

/** Characters that end lines to some readers only, a byte order mark, directives and explicit ends of documents. */
const UNDIVIDED = ['\r', '\u0085', '\u2028', '\u2029', '\ufeff', '\n%', '\n...'];

/** Whether only the full reader can tell where the documents of a text end. */
function isUndivided(text: string): boolean {
  // Searches for a text are several times faster than an expression.
  return text.startsWith('%') || text.startsWith('...') || UNDIVIDED.some((mark) => text.includes(mark));
}

/** The first character that YAML forbids: control characters other than tab and line ends. */
const FORBIDDEN = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\uFFFE\uFFFF]/;

/**
 * Divides a text at its `---` lines.
 *
 * @throws ManifestError where the text is too long, or no text
 */
export function divideText(written: string, options: ParseOptions): TextDocument[] {
  const text = written.includes('\r\n') ? written.replaceAll('\r\n', '\n') : written;
  const most = options.maxLength ?? MAX_LENGTH;
  if (text.length > most) {
    const mebibytes = Math.ceil(text.length / 1024 / 1024);
    throw new ManifestError(`the input is ${mebibytes} MiB long, at most ${most / 1024 / 1024} MiB are read`, {
      file: options.file,
    });
  }
  if (isUndivided(text)) return [new TextDocument(text, 0, text.length, false, 0, options)];

  const documents: TextDocument[] = [];
  let start = 0;
  while (start < text.length) {
    let end = nextMarker(text, start + 1);
    if (end < 0) end = text.length;
    const marked = isMarker(text, start);
    const rest = marked ? endOfMarker(text, start + 3) : start;
    documents.push(new TextDocument(text, start, end, rest !== undefined, rest ?? start, options));
    start = end;
  }
  return documents;
}

/** Where the next line that begins a document stands, or -1. */
function nextMarker(text: string, from: number): number {
  let at = text.indexOf('\n---', from - 1);
  while (at >= 0 && !isMarker(text, at + 1)) at = text.indexOf('\n---', at + 1);
  return at < 0 ? -1 : at + 1;
}

function isMarker(text: string, at: number): boolean {
  return text.startsWith('---', at) && (at + 3 >= text.length || ' \t\n'.includes(text.charAt(at + 3)));
}

/** Where the line after a marker begins; `undefined` where the marker has content on its line. */
function endOfMarker(text: string, from: number): number | undefined {
  let at = from;
  while (text.charAt(at) === ' ') at++;
  if (at >= text.length) return at;
  if (text.charAt(at) === '#' && at > from) {
    const end = text.indexOf('\n', at);
    return end < 0 ? text.length : end + 1;
  }
  return text.charAt(at) === '\n' ? at + 1 : undefined;
}
