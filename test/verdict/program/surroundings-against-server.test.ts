import { type Manifest } from '../../../lib/testing/equivalence/manifest';
import { VerdictServer } from '../../../lib/verdict/verdict-server';
import { ApiServer, refusalOf } from './api-server';
import { edits, seeded } from './edits';
import { BACKUP, DEPLOYMENT, POD, SURROUNDINGS } from './surroundings';

// VERDICT_APISERVER names a kube-apiserver of 1.34; etcd is Debian's.
const PROGRAM = process.env.VERDICT_APISERVER ?? '';
const EDITS = Number(process.env.VERDICT_EDITS ?? 20) * 5;
const SEED = Number(process.env.VERDICT_SEED ?? 1);

/** Asks until the answer is as it will stay: definitions and policies count some time after they were created. */
async function until(isReady: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 240; i += 1) {
    if (await isReady()) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error('the server does not apply its definitions and policies after two minutes');
}

(PROGRAM === '' ? describe.skip : describe)('a real API server with definitions, policies and Pod Security', () => {
  let server: ApiServer;
  const verdict = VerdictServer.of('1.34');
  beforeAll(async () => {
    server = await ApiServer.start(PROGRAM, ['PodSecurity', 'ValidatingAdmissionPolicy']);
    for (const each of SURROUNDINGS) {
      const { status, body } = await server.create(each, false);
      if (status >= 300) throw new Error(`${each.kind} was not created: ${body.message}`);
    }
    verdict.give(SURROUNDINGS);
    const many = { ...DEPLOYMENT, spec: { ...(DEPLOYMENT.spec as object), replicas: 4 } };
    const ownerless = { ...DEPLOYMENT, metadata: { name: 'other', namespace: 'restricted' } };
    await until(async () => (await server.create(BACKUP, true)).status < 300);
    await until(async () => (await server.create(many, true)).body.message?.includes('at most 3 replicas') === true);
    await until(async () => (await server.create(ownerless, true)).warnings.length > 0);
  }, 300_000);
  afterAll(() => {
    verdict.give([]);
    server?.stop();
  });

  test.each([
    ['custom resources', BACKUP],
    ['pods', POD],
    ['deployments', DEPLOYMENT],
  ])(
    'accepts, refuses and warns of the same %s',
    async (_, manifest) => {
      const random = seeded(SEED);
      const disagreements: object[] = [];
      let [refused, sameWords, warned] = [0, 0, 0];
      const compare = (edited: Manifest, answer: ReturnType<VerdictServer['ask']>, real: typeof made) => {
        const refusal = refusalOf(real);
        const told = answer.problems?.map(({ field, message }) => (field ? `${field}: ${message}` : message));
        if (refusal !== undefined) refused += 1;
        if (real.warnings.length > 0) warned += 1;
        if (JSON.stringify(told) === JSON.stringify(refusal)) sameWords += 1;
        const isSame = (answer.outcome === 'refused') === (refusal !== undefined);
        // The server sends its warnings with a refusal too, but not all of them.
        const sameWarnings =
          refusal !== undefined || JSON.stringify(answer.warnings ?? []) === JSON.stringify(real.warnings);
        if (!isSame || !sameWarnings)
          disagreements.push({ real: refusal, told, warnings: [real.warnings, answer.warnings], edited });
      };

      // WHEN
      const made = await server.create(manifest, false);
      const all = [manifest, ...edits(manifest, EDITS, random)];
      for (const edited of all) {
        const fresh = { ...edited, metadata: { ...edited.metadata } };
        if (fresh.metadata.name === manifest.metadata!.name) fresh.metadata.name = 'fresh';
        compare(fresh, verdict.ask({ object: fresh }), await server.create(fresh, true));
      }
      for (const edited of edits(manifest, EDITS, random)) {
        if (edited.metadata?.name !== manifest.metadata!.name) continue;
        const next = {
          ...edited,
          metadata: { ...edited.metadata, resourceVersion: made.body.metadata!.resourceVersion },
        };
        const answer = verdict.ask({ object: edited, old: made.body, method: 'replace' });
        compare(edited, answer, await server.replace(next));
      }

      // THEN
      console.log(`${2 * EDITS} asked, ${refused} refused, ${sameWords} in the same words, ${warned} with warnings`);
      expect(disagreements).toEqual([]);
      expect(refused).toBeGreaterThan(EDITS / 5);
    },
    600_000,
  );
});
