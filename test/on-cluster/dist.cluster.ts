import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { helmTool } from '../helm/tools';
import { helm } from '../helm/real/render';
import { DEFINITIONS } from './definitions';
import { kubectl, tryKubectl } from './kubectl';

const DIST = join(__dirname, '../../dist');

function files(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return name === 'helm' ? [] : files(path);
    return path.endsWith('.k8s.yaml') ? [path] : [];
  });
}

/** What the API server warns of, by document, and since which minor version: the documented form asks for it. */
const WARNINGS: Readonly<Record<string, { readonly since: number; readonly text: string }>> = {
  'external-database-ip.k8s.yaml': {
    since: 33,
    text: 'Warning: v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice',
  },
};

const documents = files(DIST).sort();
const namespaces = new Set(
  documents.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/^  namespace: (\S+)$/gm)].map(([, name]) => name),
  ),
);

let minor: number;
beforeAll(async () => {
  const { serverVersion } = JSON.parse(await kubectl(['version', '-o=json'])) as { serverVersion: { minor: string } };
  minor = Number.parseInt(serverVersion.minor, 10);
  const wanted = [...namespaces].map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }));
  // An API server without controllers makes no service account, and admits no pod without one.
  const accounts = ['default', ...namespaces].map((namespace) => ({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'default', namespace },
  }));
  const items = [...wanted, ...accounts, ...DEFINITIONS];
  const applied = await tryKubectl(['apply', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
  if (applied.code !== 0) throw new Error(applied.stderr);
  await kubectl(['wait', '--for=condition=Established', 'crd', '--all', '--timeout=60s']);
});

/** Creates a document as the API server would, without storing it. */
async function create(yaml: string): Promise<{ refusals: string[]; warnings: string[] }> {
  const made = await tryKubectl(['create', '--dry-run=server', '--validate=strict', '-f', '-'], yaml);
  const lines = made.stderr.split('\n').filter((line) => line !== '');
  return {
    refusals: made.code === 0 ? [] : lines.filter((line) => !line.startsWith('Warning: ')),
    warnings: lines.filter((line) => line.startsWith('Warning: ')),
  };
}

test.each(documents.map((file) => [relative(DIST, file), file]))('%s is created', async (name, file) => {
  const warning = WARNINGS[name];
  const warnings = warning === undefined || minor < warning.since ? [] : [warning.text];
  expect(await create(readFileSync(file, 'utf8'))).toEqual({ refusals: [], warnings });
});

test.each(readdirSync(join(DIST, 'helm')).sort())('the chart %s, rendered by Helm, is created', async (chart) => {
  const { code, stdout, stderr } = await helm(helmTool(4), ['template', 'release', join(DIST, 'helm', chart)]);
  expect(code === 0 ? '' : stderr).toBe('');

  expect(await create(stdout)).toEqual({ refusals: [], warnings: [] });
});

test.each([
  ['an unknown field', 'spec: { replicas: 1, selecter: {} }', /unknown field "spec.selecter"/],
  ['a field of the wrong type', 'spec: { replicas: two }', /expected numeric|cannot unmarshal|Deployment in version/],
])('%s is refused', async (_, spec, message) => {
  const { refusals } = await create(`apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: wrong }\n${spec}\n`);
  expect(refusals.join('\n')).toMatch(message);
});
