import * as fs from 'node:fs';
import { type FaultResult } from './fault';

export interface Column {
  readonly subject: string;
  readonly results: readonly FaultResult[];
}

/** The measured machine and programs, for the reader of the table. */
export interface Setting {
  readonly redis: string;
  readonly cpus: number;
}

/** Writes the table of all faults. Nothing in it comes from anywhere but the run. */
export function writeReport(
  file: string,
  faults: readonly { readonly fault: string; readonly title: string }[],
  subjects: readonly Column[],
  setting: Setting,
): void {
  const lines = [
    '# Faults, measured',
    '',
    'Written by `npm run test:live` (test/live/faults/redis.live.ts); do not edit. Each fault starts a fresh set, puts it',
    'under load, breaks something, waits until it has recovered or time is up, and counts.',
    '',
    '- **s**: longest time without a member that takes writes, seconds, looked at five times a second by a client that',
    '  reaches every member whatever the partition. For the bootstrap: from creation to the first write. For the 20 kills:',
    '  from kill to the next write, median and worst.',
    '- **two**: looks in which two members took a write, of all looks.',
    '- **lost**: writes that a client was told were stored and that are not there in the end, of all such writes.',
    '- **lost, confirmed**: the same for writes that `WAIT` confirmed on half of the members, rounded down.',
    '',
    `Redis ${setting.redis}, ${setting.cpus} CPUs, one network namespace per pod, volumes on tmpfs (a crash of a pod is the end`,
    'of its processes and of its address, not of the machine: the page cache survives). Container restart back-off 1 s to',
    '5 s in place of 10 s to 300 s. The documented set runs on the same Redis 7.0, as its 3.2.7 cannot be had, with the',
    'shell of its image, busybox ash; its client takes the first member that calls itself a master, as no Sentinel answers.',
    '',
  ];
  for (const { subject, results } of subjects) {
    lines.push(
      `## ${capital(subject)}`,
      '',
      '| fault | s | two | lost | lost, confirmed | |',
      '|---|---|---|---|---|---|',
    );
    for (const { fault, title } of faults) {
      const result = results.find((one) => one.fault === fault);
      lines.push(result === undefined ? `| ${title} | not run | | | | |` : row(result));
    }
    lines.push('');
  }
  lines.push(
    'A write without `WAIT` can be lost in any failover of asynchronous replication; a master cut off with some of its',
    'clients acknowledges until `min-replicas-max-lag` has passed. Where the fault leaves no replica that could have',
    'confirmed a write, `WAIT` promises nothing.',
    '',
  );
  fs.writeFileSync(file, lines.join('\n'));
}

function row(result: FaultResult): string {
  if (result.notApplicable) return `| ${result.title} | – | – | – | – | ${result.note} |`;
  const cells = [
    result.title,
    result.secondsText,
    `${result.twoMasters} of ${result.samples}`,
    `${result.plainLost} of ${result.plainAcknowledged}`,
    `${result.waitLost} of ${result.waitAcknowledged}`,
    result.note,
  ];
  return `| ${cells.join(' | ')} |`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
