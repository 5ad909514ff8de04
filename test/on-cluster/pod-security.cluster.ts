import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseManifests } from '../helm/real/render';
import { apply, tryKubectl } from './kubectl';

const DIST = join(__dirname, '../../dist');
const RESTRICTED = { 'pod-security.kubernetes.io/enforce': 'restricted' };

interface PodSpec {
  readonly serviceAccountName?: string;
  readonly volumes?: readonly object[];
}
interface PodTemplate {
  readonly metadata?: { readonly labels?: Readonly<Record<string, string>> };
  readonly spec: PodSpec;
}
interface Workload {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec?: {
    readonly template?: PodTemplate;
    readonly jobTemplate?: { readonly spec: { readonly template: PodTemplate } };
    readonly volumeClaimTemplates?: readonly { readonly metadata: { readonly name: string } }[];
  };
}

/** The pod that the controller of a workload would make. */
function podOf({ metadata, spec }: Workload, namespace: string): object | undefined {
  const template = spec?.template ?? spec?.jobTemplate?.spec.template;
  if (template === undefined) return undefined;
  const claims = (spec?.volumeClaimTemplates ?? []).map(({ metadata: { name } }) => ({
    name,
    persistentVolumeClaim: { claimName: `${name}-${metadata.name}-0` },
  }));
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: metadata.name, namespace, labels: template.metadata?.labels },
    spec: { ...template.spec, volumes: [...(template.spec.volumes ?? []), ...claims] },
  };
}

/** What admission answers to the pods of a document in a namespace that enforces `restricted`; none is stored. */
async function admission(document: string): Promise<string[]> {
  const namespace = `restricted-${document.replace('.k8s.yaml', '')}`;
  const objects = parseManifests(readFileSync(join(DIST, document), 'utf8')) as Workload[];
  const pods = objects.flatMap((object) => podOf(object, namespace) ?? []) as { spec: PodSpec }[];
  const accounts = new Set(['default', ...pods.map(({ spec }) => spec.serviceAccountName ?? 'default')]);
  await apply([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels: RESTRICTED } }]);
  // An API server without controllers makes no service account, and admits no pod without one.
  await apply(
    [...accounts].map((name) => ({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace } })),
  );
  const answers = await Promise.all(
    pods.map((pod) => tryKubectl(['create', '--dry-run=server', '--validate=strict', '-f', '-'], JSON.stringify(pod))),
  );
  await tryKubectl(['delete', 'namespace', namespace, '--wait=false']);
  expect(pods.length).toBeGreaterThan(0);
  return answers.map(({ stderr }) => stderr).filter((stderr) => stderr !== '');
}

const production = readdirSync(DIST).filter((name) => /^production-.*\.k8s\.yaml$/.test(name));

test.each(production)('a namespace with Pod Security restricted admits every pod of %s', async (document) => {
  expect(await admission(document)).toEqual([]);
});

test('it refuses the pods of the documented Redis', async () => {
  const [answer] = await admission('redis.k8s.yaml');
  expect(answer).toContain('violates PodSecurity "restricted');
});
