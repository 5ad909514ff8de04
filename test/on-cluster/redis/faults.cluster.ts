import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { kubectl, readyNodes } from '../kubectl';
import { nodeFaults } from '../node-faults';
import { PodFaults } from '../pod-faults';
import { CLUSTER_FAULTS } from './faults';
import { acknowledged, findings } from './history';
import { type ClusterFault } from './moment';
import { type FaultResult, report } from './report';
import { RedisSet } from './set';

const HISTORIES = process.env['HISTORIES'];
const RUNS = Number(process.env['FAULT_RUNS'] ?? 1);
const nodes = nodeFaults();
const possible = CLUSTER_FAULTS.filter(({ needsNodes }) => needsNodes !== true || nodes !== undefined);

let pods: PodFaults;
beforeAll(async () => (pods = await PodFaults.start()));
afterAll(async () => {
  await pods.stop();
  if (process.env['REPORT'] === '1') await writeReport();
});

/** One fault on a set made afresh: what its clients saw, and what of it was lost. */
async function runFault(fault: ClusterFault): Promise<FaultResult> {
  // GIVEN a set under load
  const options = fault.set?.() ?? {};
  let since = Date.now();
  const begin = (): void => void (since = Date.now());
  const set = await RedisSet.create(options);
  try {
    const where = await readyNodes();
    await sleep(5000);
    const master = options.clientsFirst === true ? { name: '', node: '' } : await set.master();
    if (options.clientsFirst !== true) begin();

    // WHEN
    const notes = (await fault.run({ set, master, pods, nodes, begin })) ?? {};
    await set.ready(240);
    await sleep(10_000);

    // THEN
    // A client that lost power with its node has begun a new history: its old one is gone with its memory.
    const history = await set.history(where);
    const [witness = ''] = where.filter((node) => node !== master.node);
    const plain = acknowledged(history, false);
    const confirmed = acknowledged(history, true);
    const lost = new Set(await set.missing(witness, [...plain, ...confirmed]));
    const result = {
      fault: fault.id,
      ...findings(history, since),
      plain: plain.length,
      plainLost: plain.filter((key) => lost.has(key)).length,
      confirmed: confirmed.length,
      confirmedLost: confirmed.filter((key) => lost.has(key)).length,
      note: notes.note ?? '',
    };
    keep(fault.id, history, result);
    return result;
  } finally {
    await set.delete();
  }
}

describe('the production Redis on a real cluster', () => {
  const cases = Array.from({ length: RUNS }, (_, run) => possible.map((fault) => [fault.id, run + 1, fault] as const));
  test.each(cases.flat())('%s, run %d', async (_id, _run, fault) => {
    const result = await runFault(fault);

    expect(result.longestGap).toBeLessThan(Infinity);
    expect(result.twoMasters).toBe(0);
    expect(result.confirmed).toBeGreaterThan(0);
    if (fault.sparesReplica) expect(result.confirmedLost).toBe(0);
    expect(result.note).not.toMatch(/no failover|restarted/);
  });
});

/** Keeps the history of all operations, and one line of results, in the folder HISTORIES. */
function keep(id: string, history: readonly object[], result: FaultResult): void {
  process.stderr.write(`${JSON.stringify(result)}\n`);
  if (HISTORIES === undefined) return;
  mkdirSync(HISTORIES, { recursive: true });
  writeFileSync(join(HISTORIES, `${id}.jsonl`), history.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
  appendFileSync(join(HISTORIES, 'results.jsonl'), `${JSON.stringify(result)}\n`);
}

/** Writes docs/faults-on-kubernetes.md from all results in HISTORIES, those of earlier runs too. */
async function writeReport(): Promise<void> {
  if (HISTORIES === undefined) throw new Error('REPORT=1 needs HISTORIES, the folder with the results');
  const lines = readFileSync(join(HISTORIES, 'results.jsonl'), 'utf8').trim().split('\n');
  const { serverVersion } = JSON.parse(await kubectl(['version', '-o=json'])) as {
    serverVersion: { gitVersion: string };
  };
  const setting = {
    kubernetes: serverVersion.gitVersion.replace(/^v/, ''),
    nodes: (await readyNodes()).length,
    cpus: cpus().length,
  };
  const text = report(
    CLUSTER_FAULTS,
    // A set that takes no write in the end: JSON has no Infinity.
    lines.map(
      (line) =>
        JSON.parse(line, (key, value: unknown) => (key === 'longestGap' ? (value ?? Infinity) : value)) as FaultResult,
    ),
    setting,
  );
  writeFileSync(join(__dirname, '../../../docs/faults-on-kubernetes.md'), text);
}
