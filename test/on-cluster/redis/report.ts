import { type Findings } from './history';

/** What one run of a fault came to. */
export interface FaultResult extends Findings {
  readonly fault: string;
  readonly plain: number;
  readonly plainLost: number;
  readonly confirmed: number;
  readonly confirmedLost: number;
  readonly note: string;
}

/** The machine and the programs of the runs. */
export interface Setting {
  readonly kubernetes: string;
  readonly nodes: number;
  readonly cpus: number;
}

/** The table of all faults that were run, each with the median and the worst of its runs. */
export function report(
  faults: readonly { readonly id: string; readonly title: string }[],
  results: readonly FaultResult[],
  { kubernetes, nodes, cpus }: Setting,
): string {
  const rows = faults.flatMap(({ id, title }) => {
    const runs = results.filter(({ fault }) => fault === id);
    if (runs.length === 0) return [`| ${title} | not run | | | | | |`];
    const gaps = runs.map(({ longestGap }) => longestGap).sort((a, b) => a - b);
    const sum = (of: (result: FaultResult) => number): number => runs.reduce((total, run) => total + of(run), 0);
    const cells = [
      title,
      runs.length,
      `${seconds(gaps[Math.floor((gaps.length - 1) / 2)])} (${seconds(gaps.at(-1))})`,
      `${sum((run) => run.twoMasters)} of ${sum((run) => run.looks)}`,
      `${sum((run) => run.plainLost)} of ${sum((run) => run.plain)}`,
      `${sum((run) => run.confirmedLost)} of ${sum((run) => run.confirmed)}`,
      [...new Set(runs.map(({ note }) => note))].filter((note) => note !== '').join('; '),
    ];
    return [`| ${cells.join(' | ')} |`];
  });
  return `# Faults of the production Redis on Kubernetes ${kubernetes}

Written by \`REPORT=1 HISTORIES=FOLDER npm run test:cluster -- redis/faults\` (test/on-cluster/redis/faults.cluster.ts) from
all results in FOLDER; do not edit. Each fault starts a fresh dist/production-redis.k8s.yaml, or the set that the row
names, in a namespace that enforces Pod Security \`restricted\`, with its NetworkPolicies in force. A client on every node
writes through the Sentinels, and looks five times a second which members take a write.

- **runs**: how often the fault was run.
- **s**: longest time in which no client saw a member that takes writes, seconds: median, and in brackets the worst.
- **two**: looks of one client in which two members took a write, of all looks, over all runs.
- **lost**: writes that a client was told were stored and that are not there in the end, of all such writes.
- **lost, confirmed**: the same for writes that \`WAIT\` confirmed on half of the members, rounded down.

Redis 7.0 of Debian, Valkey 9.1, Kubernetes ${kubernetes}, ${nodes} nodes on one machine of ${cpus} CPUs that was busy with other
work: times are upper bounds. The nodes share one disk and one kernel: a node that loses power keeps what it has written.

| fault | runs | s | two | lost | lost, confirmed | |
|---|---|---|---|---|---|---|
${rows.join('\n')}

A write without \`WAIT\` can be lost in any failover of asynchronous replication. A master that is cut off with its
clients acknowledges writes until \`min-replicas-max-lag\` has passed.
`;
}

const seconds = (value = Infinity): string => (value === Infinity ? 'never' : value.toFixed(1));
