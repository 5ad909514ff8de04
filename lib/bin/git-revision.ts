import { execFileSync } from 'node:child_process';
import { type Manifest } from '../testing/equivalence/manifest';
import { ManifestError } from '../testing/equivalence/manifest-error';
import { isManifestFile, MOST_BYTES, parseBytes } from '../testing/equivalence/read-files';
import { CommandError } from './command-error';

const PREFIX = 'git:';

/** Whether an operand names a git revision: `git:main:dist`. */
export function isGitRevision(operand: string): boolean {
  return operand.startsWith(PREFIX);
}

/**
 * The manifests of a file or folder as a git revision has it, read from the repository of the working directory.
 *
 * @throws CommandError when git does not know the revision or the path
 * @throws ManifestError when a file holds something else
 */
export function readGitRevision(operand: string): Manifest[] {
  const [, revision, path] = /^git:([^:]+)(?::(.+))?$/.exec(operand) ?? [];
  if (revision === undefined || path === undefined || revision.startsWith('-')) {
    throw new CommandError(`${operand} names no revision and path, expected git:REVISION:PATH, such as git:main:dist`);
  }
  const listed = git(operand, ['ls-tree', '-r', '-z', '--name-only', revision, '--', path]).toString('utf8');
  const files = listed.split('\0').filter((each) => each === path || isManifestFile(each));
  const manifests = files.flatMap((file) => {
    const content = git(operand, ['show', `${revision}:./${file}`]);
    return parseBytes(content, { file: `${revision}:${file}`, allowEmpty: true });
  });
  if (manifests.length === 0) throw new ManifestError('no manifest there', { file: operand });
  return manifests;
}

function git(operand: string, args: readonly string[]): Buffer {
  try {
    return execFileSync('git', args, { maxBuffer: MOST_BYTES, stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    const { code, stderr } = error as NodeJS.ErrnoException & { stderr?: Buffer };
    const reason = code === 'ENOENT' ? 'git is not installed' : (stderr?.toString('utf8').trim().split('\n')[0] ?? '');
    throw new CommandError(`${operand}: ${reason || String(error)}`);
  }
}
