/**
 * Compares the rules and the verdicts of `equivalent` with the API server's own code, on random edits of manifests of
 * every kind, and prints the table.
 *
 *     npm run truth -- [--edits 20000] [--seed 1] [--kubernetes 1.34,…] [--findings FILE] [--write]
 *
 * By default every version whose package is installed is asked; the edits are divided among them. --write replaces the
 * table in docs/testing.md. Fails where a target is missed.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { KUBERNETES_VERSIONS, kubernetesVersion } from '../../lib/verdict/kubernetes-version';
import { hasVerdictPackage } from '../../lib/verdict/verdict-package';
import { renderTruth, totals } from './render-truth';
import { truthRun } from './truth-run';

const DOCUMENT = join(__dirname, '../../docs/testing.md');

/** The share of refusals that the rules must foretell, and the share of false alarms that is allowed. */
const RECALL = 0.95;
const FALSE_ALARMS = 0.01;

const { values } = parseArgs({
  options: {
    edits: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    kubernetes: { type: 'string' },
    findings: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});
const versions = values.kubernetes?.split(',').map(kubernetesVersion) ?? KUBERNETES_VERSIONS.filter(hasVerdictPackage);
if (versions.length === 0)
  throw new Error("the API server's code of no version is installed: npm run kubernetes:package -- 1.34");
const runs = versions.map((version) =>
  truthRun(version, Math.ceil(Number(values.edits) / versions.length), Number(values.seed)),
);
const { all } = totals(runs);
const table = renderTruth(runs);
const date = new Date().toISOString().slice(0, 10);
const sentence = `${(all.accepted + all.refused).toLocaleString('en')} edits, Kubernetes ${versions.join(', ')}, seed ${values.seed}, ${date}:`;
console.log(`${sentence}\n\n${table}`);

if (values.findings !== undefined) {
  const lines = runs.flatMap(({ version, findings }) =>
    findings.map((finding) => JSON.stringify({ version, ...finding })),
  );
  writeFileSync(values.findings, `${lines.join('\n')}\n`);
}
if (values.write) {
  const text = readFileSync(DOCUMENT, 'utf8');
  const part = /(<!-- truth: written by npm run truth -->\n)[^]*?(<!-- \/truth -->)/;
  if (!part.test(text)) throw new Error(`${DOCUMENT} has no place for the table`);
  writeFileSync(
    DOCUMENT,
    text.replace(part, (_, start: string, end: string) => `${start}\n${sentence}\n\n${table}\n\n${end}`),
  );
}

const misses = [
  ...(all.wrongSame > 0 ? [`${all.wrongSame} edits that change the stored object are called the same`] : []),
  ...(all.alarmShare > FALSE_ALARMS ? [`${(100 * all.alarmShare).toFixed(2)} % false alarms`] : []),
  ...(all.recall < RECALL ? [`the rules foretell ${(100 * all.recall).toFixed(1)} % of the refusals`] : []),
  ...(all.falseRefusals > 0 ? [`${all.falseRefusals} false refusals`] : []),
];
for (const miss of misses) console.log(`missed: ${miss}`);
if (misses.length > 0) process.exitCode = 1;
