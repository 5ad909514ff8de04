import { type App, type AppProps } from 'cdk8s';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

/** All files and directories below `root`, directories ending in a slash, with what the files hold. */
export function readTree(root: string): Record<string, string> {
  const tree: Record<string, string> = {};
  for (const entry of fs.readdirSync(root, { withFileTypes: true, recursive: true })) {
    const file = path.join(entry.parentPath, entry.name);
    const name = path.relative(root, file);
    if (entry.isDirectory()) {
      tree[`${name}/`] = '';
    } else {
      tree[name] = fs.readFileSync(file, 'utf8');
    }
  }
  return tree;
}

/** Where there is a file system in memory, tests do not wait for a disk. */
const ROOM = fs.existsSync('/dev/shm') ? '/dev/shm' : os.tmpdir();

/** Runs `work` with a temporary directory that is gone afterwards. */
export function inTemporaryDirectory<T>(work: (directory: string) => T): T {
  const directory = fs.mkdtempSync(path.join(ROOM, 'fleet-'));
  try {
    return work(directory);
  } finally {
    fs.rmSync(directory, { recursive: true, force: true });
  }
}

/** What a synthesis ends in: files, or an error. */
export interface Outcome {
  readonly files?: Record<string, string>;
  readonly error?: string;
}

/** What an app of the given kind makes of a scenario. */
export function outcome(make: (props: AppProps) => App, props: AppProps, build: (app: App) => void): Outcome {
  return inTemporaryDirectory((directory) => {
    try {
      const app = make({ ...props, outdir: path.join(directory, 'out') });
      build(app);
      app.synth();
      return { files: readTree(path.join(directory, 'out')) };
    } catch (error) {
      return { error: error instanceof Error ? error.message : String(error) };
    }
  });
}
