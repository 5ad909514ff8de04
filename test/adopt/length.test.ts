import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { adopt } from '../../lib/adopt/adopt';
import { coverageOf } from '../../lib/adopt/coverage';
import { mergeRenderings } from '../../lib/adopt/merge/merge-charts';
import { appFiles } from '../../lib/adopt/print/app-files';
import { type Manifest } from '../../lib/testing/equivalence/manifest';
import { readManifests } from '../../lib/testing/equivalence/source';
import { CATALOGUE } from '../proof/catalogue';
import { documentedText } from '../proof/prove';

/**
 * The hand-written files of apps/, each with the stages of the document that it reproduces: the lists are stages of one
 * application, which adopt takes as renderings of one chart.
 */
const HAND_WRITTEN: { readonly [file: string]: readonly (readonly string[])[] } = {
  'daemons/daemons.ts': [['daemons-fluentd'], ['daemons-nginx-fast-storage']],
  'ghost/ghost.ts': [['ghost-sqlite', 'ghost-mysql']],
  'httpserver/httpserver.ts': [['httpserver'], ['httpserver-configmap-demo']],
  'jobs/jobs.ts': [
    ['jobs-oneshot', 'jobs-oneshot-failure1', 'jobs-oneshot-failure2'],
    ['jobs-parallel'],
    ['jobs-queue'],
  ],
  'kuard/kuard-config.ts': [['kuard-config']],
  'kuard/kuard-pod.ts': [
    ['kuard-pod', 'kuard-pod-health', 'kuard-pod-resreq', 'kuard-pod-reslim', 'kuard-pod-vol', 'kuard-pod-full'],
  ],
  'kuard/kuard-replica-set.ts': [['kuard-rs', 'kuard-rs-scaled']],
  'kuard/kuard-tls.ts': [['kuard-secret', 'kuard-secret-ips']],
  'mongo/mongo.ts': [['mongo-simple', 'mongo-initialised', 'mongo-persistent']],
  'nginx/nginx.ts': [['nginx-exported', 'nginx-scaled', 'nginx-update', 'nginx-guarded']],
  'parse/parse.ts': [['parse']],
  'profile-sync/profile-sync.ts': [['profile-sync']],
  'redis/redis.ts': [['redis']],
  'tks-contract/tks-contract.ts': [['tks-contract']],
  'todo-list/todo-checks.ts': [['todo-list-v3'], ['todo-list-v4']],
};

/** Files that a hand-written one has parts of its charts in. */
const HELPERS: { readonly [file: string]: readonly string[] } = {
  'profile-sync/profile-sync.ts': ['profile-sync/environment.ts'],
};

function manifestsOf(chart: string): Manifest[] {
  return CATALOGUE.filter((each) => each.chart === chart).flatMap(({ file }) => readManifests(documentedText(file)));
}

/** Lines of the chart classes that adopt writes for stages of one application. */
async function generatedLines(stages: readonly string[]): Promise<number> {
  const originals = new Map(stages.map((stage) => [stage, manifestsOf(stage)]));
  const [first] = originals.values();
  if (originals.size === 1 && first !== undefined) {
    const charts = adopt(first);
    return coverageOf(charts, await appFiles(charts, first)).codeLines;
  }
  const charts = mergeRenderings(new Map([...originals].map(([stage, manifests]) => [stage, adopt(manifests)])));
  return coverageOf(charts, await appFiles(charts, originals)).codeLines;
}

test.each(Object.entries(HAND_WRITTEN))(
  '%s is at most 1.3 times as long when it is generated',
  async (file, applications) => {
    // GIVEN
    const texts = [file, ...(HELPERS[file] ?? [])].map((name) =>
      readFileSync(join(__dirname, '../../apps', name), 'utf8'),
    );
    const handWritten = texts
      .join('')
      .split('\n')
      .filter((line) => line.trim() !== '').length;
    // WHEN
    let generated = 0;
    for (const stages of applications) generated += await generatedLines(stages);
    // THEN
    expect(generated / handWritten).toBeLessThanOrEqual(1.3);
  },
);
