import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { helmTool } from '../helm/tools';
import { helm } from '../helm/real/render';
import { DEFINITIONS } from './definitions';
import { tryKubectl } from './kubectl';

const DIST = join(__dirname, '../../dist');

function files(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return name === 'helm' ? [] : files(path);
    return path.endsWith('.k8s.yaml') ? [path] : [];
  });
}

/** Warnings of the API server that are known and meant; every other one fails the test. */
const KNOWN_WARNINGS: readonly RegExp[] = [
  // Documented manifests are written as their documents have them.
  /deprecated/,
  /unrecognized format/,
];

const documents = files(DIST).sort();
const namespaces = new Set(
  documents.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/^  namespace: (\S+)$/gm)].map(([, name]) => name),
  ),
);

beforeAll(async () => {
  const wanted = [...namespaces].map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }));
  const items = [...wanted, ...DEFINITIONS];
  const applied = await tryKubectl(['apply', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
  if (applied.code !== 0) throw new Error(applied.stderr);
  await tryKubectl(['wait', '--for=condition=Established', 'crd', '--all', '--timeout=60s']);
});

/** Creates a document as the API server would, without storing it. */
async function create(yaml: string, ...args: string[]): Promise<{ refusals: string[]; warnings: string[] }> {
  const made = await tryKubectl(['create', '--dry-run=server', '--validate=strict', '-f', '-', ...args], yaml);
  const lines = made.stderr.split('\n').filter((line) => line !== '');
  const warnings = lines.filter((line) => line.startsWith('Warning: '));
  return {
    refusals: made.code === 0 ? [] : lines.filter((line) => !line.startsWith('Warning: ')),
    warnings: warnings.filter((line) => !KNOWN_WARNINGS.some((known) => known.test(line))),
  };
}

test.each(documents.map((file) => [relative(DIST, file), file]))('%s is created', async (_, file) => {
  expect(await create(readFileSync(file, 'utf8'))).toEqual({ refusals: [], warnings: [] });
});

test.each(readdirSync(join(DIST, 'helm')).sort())('the chart %s, rendered by Helm, is created', async (chart) => {
  const { code, stdout, stderr } = await helm(helmTool(4), ['template', 'release', join(DIST, 'helm', chart)]);
  expect(code === 0 ? '' : stderr).toBe('');

  expect(await create(stdout, '-n', 'default')).toEqual({ refusals: [], warnings: [] });
});
