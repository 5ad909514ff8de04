import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';

/** What a container image brings, told in binaries of this machine. */
export interface Image {
  /** `debian`: the machine's own /usr. `alpine`: busybox and nothing else, besides `programs`. */
  readonly base: 'debian' | 'alpine';
  /** Programs put at /usr/local/bin, by name: the text of a script, or a path of this machine below /usr to link to. */
  readonly programs: Readonly<Record<string, string>>;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly uid: number;
  readonly workingDir: string;
  /** Users of the image: name to uid and gid. */
  readonly users: Readonly<Record<string, number>>;
  /** Further files, by path: their text. */
  readonly files: Readonly<Record<string, string>>;
  /** Further directories, by path: the uid that owns them. As official images have it, anybody may write there. */
  readonly directories: Readonly<Record<string, number>>;
  /** What a container of it is told to end with. */
  readonly stopSignal: NodeJS.Signals;
  /** The product and version that this machine runs in its place, for example `Redis 7.0.15`. @default - nothing of its own */
  readonly runs?: string;
}

const versions = new Map<string, string>();

/** Version that a program of this machine says it has. */
export function versionOf(program: string): string {
  const known = versions.get(program);
  if (known !== undefined) return known;
  const version = /[0-9]+(\.[0-9]+)+/.exec(execFileSync(program, ['--version'], { encoding: 'utf8' }))?.[0] ?? '';
  versions.set(program, version);
  return version;
}

/** Where the machine's own /usr is bound in every container, for the binaries and for the runner's own tools. */
export const HOST_USR = '/.host/usr';

const LAYERS = path.join(__dirname, '../../../cluster/images/layers');

/** An entrypoint of the cluster's images, which finds its tools in the machine's /usr here. */
export function clusterEntrypoint(name: string): string {
  return fs.readFileSync(path.join(LAYERS, name), 'utf8').replace('exec setpriv ', `exec ${HOST_USR}/bin/setpriv `);
}

/** A Debian with the machine's programs and nothing else. */
export const PLAIN: Image = {
  base: 'debian',
  programs: {},
  entrypoint: [],
  command: [],
  env: {},
  uid: 0,
  workingDir: '/',
  users: {},
  files: {},
  directories: {},
  stopSignal: 'SIGTERM',
};
