import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readyNodes } from '../kubectl';
import { nodeFaults } from '../node-faults';
import { CLUSTER_FAULTS } from './faults';
import { acknowledged, findings } from './history';
import { RedisSet } from './set';

const HISTORIES = process.env['HISTORIES'];
const nodes = nodeFaults();
const possible = CLUSTER_FAULTS.filter(({ needsNodes }) => needsNodes !== true || nodes !== undefined);

describe('the production Redis on a real cluster', () => {
  test.each(possible.map((fault) => [fault.id, fault] as const))('%s', async (id, fault) => {
    // GIVEN a set under load
    const set = await RedisSet.create();
    try {
      await set.startClients();
      const where = await readyNodes();
      await sleep(5000);
      const master = await set.master(where);
      const since = Date.now();

      // WHEN
      await fault.run({ set, master, nodes });
      await set.ready(240);
      await sleep(10_000);

      // THEN
      // A client that lost power with its node has begun a new history: its old one is gone with its memory.
      const history = await set.history(where);
      const found = findings(history, since);
      const [witness = ''] = where.filter((node) => node !== master.node);
      const plain = acknowledged(history, 0);
      const confirmed = acknowledged(history, 1);
      const lost = new Set(await set.missing(witness, [...plain, ...confirmed]));
      const result = {
        fault: id,
        ...found,
        plain: plain.length,
        plainLost: plain.filter((key) => lost.has(key)).length,
        confirmed: confirmed.length,
        confirmedLost: confirmed.filter((key) => lost.has(key)).length,
      };
      keep(id, history, result);
      expect(result.longestGap).toBeLessThan(Infinity);
      expect(result.twoMasters).toBe(0);
      expect(result.confirmed).toBeGreaterThan(0);
      if (fault.sparesReplica) expect(result.confirmedLost).toBe(0);
    } finally {
      await set.delete();
    }
  });
});

/** Keeps the history of all operations, and one line of results, in the folder HISTORIES. */
function keep(id: string, history: readonly object[], result: object): void {
  console.log(JSON.stringify(result));
  if (HISTORIES === undefined) return;
  mkdirSync(HISTORIES, { recursive: true });
  writeFileSync(join(HISTORIES, `${id}.jsonl`), history.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
  appendFileSync(join(HISTORIES, 'results.jsonl'), `${JSON.stringify(result)}\n`);
}
