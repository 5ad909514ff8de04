import { envName } from '../rules/names';

/** The variables of a file of `NAME=value` lines, and what is wrong with it. */
export interface EnvFile {
  readonly variables: ReadonlyMap<string, string>;
  readonly problems: string[];
}

/**
 * Reads an env-file as `kubectl create configmap --from-env-file` does: blank lines and lines that start with `#` are
 * skipped, leading blanks are dropped, and a value is all that follows the first `=`, quotes and trailing blanks
 * included.
 *
 * One thing is refused that kubectl does: a name without `=` would take its value from the environment of whoever
 * synthesizes, and the output would not be the same everywhere.
 *
 * Source: addFromEnvFile and processEnvFileLine in k8s.io/kubectl/pkg/cmd/util/env_file.go.
 */
export function parseEnvFile(text: string, source: string): EnvFile {
  const variables = new Map<string, string>();
  const problems: string[] = [];
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  for (const [index, untrimmed] of lines.entries()) {
    const line = untrimmed.replace(/^\s+/, '');
    if (line === '' || line.startsWith('#')) continue;
    const at = `${source}:${index + 1}`;
    const equals = line.indexOf('=');
    const name = equals < 0 ? line : line.slice(0, equals);
    const problem = envName(name);
    if (equals < 0) problems.push(`${at}: must be NAME=value, got "${line}"`);
    else if (problem !== undefined) problems.push(`${at}: ${problem}`);
    else if (variables.has(name)) problems.push(`${at}: must be unique, got "${name}" twice`);
    else variables.set(name, line.slice(equals + 1));
  }
  return { variables, problems };
}
