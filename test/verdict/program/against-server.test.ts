import { writeFileSync } from 'node:fs';
import { type Manifest } from '../../../lib/testing/equivalence/manifest';
import { type VerdictAnswer } from '../../../lib/verdict/verdict-protocol';
import { VerdictServer } from '../../../lib/verdict/verdict-server';
import { ApiServer, refusalOf, type ServerAnswer } from './api-server';
import { corpus } from './corpus';
import { edits, seeded } from './edits';

// VERDICT_APISERVER names a kube-apiserver of 1.34; etcd is Debian's.
const PROGRAM = process.env.VERDICT_APISERVER ?? '';
const EDITS = Number(process.env.VERDICT_EDITS ?? 20);
const SEED = Number(process.env.VERDICT_SEED ?? 1);

/** A refusal that depends on other objects in the cluster: another Service has the node port. */
const TAKEN = /provided port is already allocated/;

/** Observed: a dry run of an update accepts a node port outside of the range, which a real update refuses. */
const OUT_OF_RANGE = /provided port is not in the valid range/;

function sameOutcome(answer: VerdictAnswer, server: ServerAnswer): boolean {
  const refusal = refusalOf(server);
  if (refusal?.every((problem) => TAKEN.test(problem))) return true;
  if (refusal === undefined && answer.problems?.every(({ message }) => OUT_OF_RANGE.test(message))) return true;
  return (answer.outcome === 'refused') === (refusal !== undefined);
}

(PROGRAM === '' ? describe.skip : describe)('a real API server', () => {
  let server: ApiServer;
  beforeAll(async () => {
    server = await ApiServer.start(PROGRAM);
  }, 150_000);
  afterAll(() => server?.stop());

  test('accepts and refuses the same objects and changes', async () => {
    const verdict = VerdictServer.of('1.34');
    const random = seeded(SEED);
    const disagreements: string[] = [];
    let [creates, refusedCreates, updates, refusedUpdates, sameCauses] = [0, 0, 0, 0, 0];
    for (const [index, { name, manifest: written }] of corpus().entries()) {
      const manifest: Manifest = {
        ...written,
        metadata: { ...written.metadata, name: `${written.metadata?.name}-${index}` },
      };
      delete manifest.metadata!.namespace;
      const made = await server.create(manifest, false);
      const isMade = made.status < 300;
      for (const edited of [manifest, ...edits(manifest, EDITS, random)]) {
        const answer = verdict.ask({ object: edited });
        const real = await server.create(edited, true);
        creates += 1;
        const refusal = refusalOf(real);
        if (refusal !== undefined) refusedCreates += 1;
        const told = answer.problems?.map(({ field, message }) => `${field}: ${message}`);
        if (JSON.stringify(told) === JSON.stringify(refusal)) sameCauses += 1;
        if (!sameOutcome(answer, real))
          disagreements.push(`create ${name}: ${JSON.stringify({ real: refusal, told, edited }).slice(0, 1500)}`);
      }
      if (!isMade) continue;
      for (const edited of edits(manifest, EDITS, random)) {
        if (edited.metadata?.name !== manifest.metadata!.name) continue;
        const { resourceVersion } = made.body.metadata!;
        const real = await server.replace({ ...edited, metadata: { ...edited.metadata, resourceVersion } });
        if (real.status === 409) continue; // a controller changed the object meanwhile
        const answer = verdict.ask({ object: edited, old: made.body, method: 'replace' });
        updates += 1;
        const refusal = refusalOf(real);
        if (refusal !== undefined) refusedUpdates += 1;
        if (!sameOutcome(answer, real))
          disagreements.push(
            `update ${name}: ${JSON.stringify({ real: refusal, told: answer.problems, edited }).slice(0, 1500)}`,
          );
      }
    }
    const counts = `${creates} creates (${refusedCreates} refused, ${sameCauses} with the same words), ${updates} updates (${refusedUpdates} refused)`;
    console.log(counts);
    if (process.env.VERDICT_REPORT !== undefined)
      writeFileSync(process.env.VERDICT_REPORT, [counts, ...disagreements].join('\n'));
    expect(disagreements).toEqual([]);
    expect(refusedCreates).toBeGreaterThan(creates / 5);
  }, 3_600_000);
});
