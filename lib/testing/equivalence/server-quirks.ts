import { type Scalar } from 'yaml';

/** What is wrong with a scalar, and where in the text. */
export interface ScalarProblem {
  readonly message: string;
  readonly offset: number;
}

/** Where goyaml, with which Kubernetes reads YAML, reads a scalar otherwise than the `yaml` package, or refuses it. */
export class ServerQuirks {
  private json?: boolean;

  public constructor(private readonly text: string) {}

  /** A scalar that goyaml refuses. */
  public problemOf(node: Scalar): ScalarProblem | undefined {
    const [start, end] = node.range ?? [0, 0];
    switch (node.type) {
      case 'QUOTE_DOUBLE':
        return this.escapeProblem(start, end);
      case 'BLOCK_LITERAL':
      case 'BLOCK_FOLDED':
        return this.separatorProblem(start, end) ?? this.blockTabProblem(start, end);
      case 'PLAIN':
        return this.separatorProblem(start, end) ?? this.tabAfterProblem(start, end);
      default:
        return undefined;
    }
  }

  /**
   * The value of a scalar that is not plain: a block that the end of the file cuts off has no line break there, and
   * U+0085 in quotes is a line break, which folds to a space.
   */
  public valueOf(node: Scalar, value: string): string {
    if (value.includes('\u0085')) return value.replace(/[ \t]*\u0085[ \t]*/g, ' ');
    const isBlock = node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED';
    const cut = isBlock && (node.range?.[1] ?? 0) >= this.text.length && !/[\r\n]$/.test(this.text);
    return cut && value.endsWith('\n') && !this.endsInBlank() ? value.slice(0, -1) : value;
  }

  /** Whether the last line of the text is blank, as the last line of a block with a line break before it. */
  private endsInBlank(): boolean {
    return /\n *$/.test(this.text);
  }

  private escapeProblem(start: number, end: number): ScalarProblem | undefined {
    const source = this.text.slice(start, end);
    if (!source.includes('\\')) return undefined;
    for (const { 0: escape } of source.matchAll(/\\(?:u[dD][89a-fA-F][0-9a-fA-F]{2}|[^])/g)) {
      if (escape !== '\\/' && escape.length === 2) continue;
      if (this.isJson()) return undefined;
      const message =
        escape === '\\/' ? 'unknown escape \\/' : `the escape ${escape} is a surrogate, which YAML does not have`;
      return { message, offset: start };
    }
    return undefined;
  }

  /** Whether the text is JSON, which Kubernetes reads as such: there these escapes are known. */
  private isJson(): boolean {
    if (this.json === undefined) {
      try {
        JSON.parse(this.text);
        this.json = true;
      } catch {
        this.json = false;
      }
    }
    return this.json;
  }

  /** U+0085, U+2028 and U+2029 end a line where they are not in quotes. */
  private separatorProblem(start: number, end: number): ScalarProblem | undefined {
    const at = this.text.slice(start, end).search(/[\u0085\u2028\u2029]/);
    if (at < 0) return undefined;
    const code = this.text
      .charCodeAt(start + at)
      .toString(16)
      .padStart(4, '0');
    return { message: `U+${code} outside of quotes ends the line`, offset: start + at };
  }

  /** In the indentation of a block goyaml takes only spaces. */
  private blockTabProblem(start: number, end: number): ScalarProblem | undefined {
    const source = this.text.slice(start, end);
    if (!/\n *\t/.test(source)) return undefined;
    let offset = source.indexOf('\n') + 1;
    let indent = 0;
    for (const line of source.slice(offset).split('\n')) {
      const spaces = /^ */.exec(line)?.[0].length ?? 0;
      if (line[spaces] === '\t' && (indent === 0 || spaces < indent)) {
        return { message: 'a tab where spaces are expected as indentation', offset: start + offset + spaces };
      }
      if (indent === 0 && line.trim() !== '') indent = spaces;
      offset += line.length + 1;
    }
    return undefined;
  }

  /** A line that begins with a tab cannot follow plain text: goyaml looks there for more of it. */
  private tabAfterProblem(start: number, end: number): ScalarProblem | undefined {
    TAB_LINE.lastIndex = end;
    const found = TAB_LINE.exec(this.text);
    if (found === null || start === end) return undefined;
    return { message: 'a tab where spaces are expected as indentation', offset: TAB_LINE.lastIndex - 1 };
  }
}

/** From the end of a plain scalar: the rest of its line, blank lines, and a tab as the first character of a line. */
const TAB_LINE = /[ \t]*(?:#[^\n]*)?(?:\r?\n *)*\r?\n\t/y;
