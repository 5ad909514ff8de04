import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** What is missing here to run the servers, or undefined. */
export function missing(binaries: (string | undefined)[]): string | undefined {
  const absent = binaries.some((file) => file === undefined || !existsSync(file));
  return absent ? 'Debian packages: run test/live/install.sh' : undefined;
}

/** describe, or a skip that says why. */
export function describeWith(name: string, lacking: string | undefined, tests: () => void): void {
  if (lacking === undefined) describe(name, tests);
  else describe.skip(`${name} (skipped: needs ${lacking})`, tests);
}

/** What anybody on the machine can read of every process. */
export function allCommandLines(): string {
  return readdirSync('/proc')
    .filter((name) => /^[0-9]+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      } catch {
        return '';
      }
    })
    .join('\n');
}
