import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runCommand } from '../../lib/bin/run-command';

/** What a command left behind. */
export interface Outcome {
  readonly status: number;
  readonly output: string;
  readonly warnings: string;
}

/** A folder of its own for one test file, with the command line run on paths in it. */
export class CommandLine {
  private readonly folder = mkdtempSync(join(tmpdir(), 'cdk8s-patterns-'));

  /** Writes a file and the folders on its way. */
  public write(name: string, content: string | Uint8Array): string {
    const path = this.path(name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  }

  public path(name: string): string {
    return join(this.folder, name);
  }

  /** Runs a command. Paths of the folder are shortened to their names in what it prints. */
  public async run(args: readonly string[], stdin: string | Uint8Array = '', color = false): Promise<Outcome> {
    let [output, warnings] = ['', ''];
    const status = await runCommand(args, {
      stdin: chunked(Buffer.from(stdin)),
      write: (text) => (output += text),
      warn: (text) => (warnings += text),
      color,
    });
    const short = (text: string) => text.replaceAll(`${this.folder}/`, '');
    return { status, output: short(output), warnings: short(warnings) };
  }

  public remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** As a pipe hands it over: in pieces that may cut a character in two. */
// oxlint-disable-next-line @typescript-eslint/require-await
async function* chunked(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < bytes.length; i += 4093) yield bytes.subarray(i, i + 4093);
}
