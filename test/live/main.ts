import { parseArgs } from 'node:util';
import { execute } from './command-line/execute';
import { redisSet, secretValue, selected } from './command-line/selection';
import { type Subject } from './faults/context';
import { FAULTS, runFault } from './faults/run';
import { anySubject, documented, production } from './faults/subjects';
import { configMapOf } from './redis/production';
import { readManifests } from './runner/manifests';
import { type KubeObject } from './runner/types';

const USAGE = `npm run live -- --manifests FILE [--manifests FILE…] [--fault FAULT[,FAULT…]|all] [options]

Executes rendered manifests until everything is ready, or puts the Redis in them through faults. Needs root and the
packages of test/live/install.sh.

  --manifests FILE         YAML of any project; or the words "documented" and "production" for those of this one
  --namespace NAME         of objects that name none, as \`kubectl apply -n\` and \`helm install -n\` (default: default)
  --skip KIND/NAME         leave an object out
  --drop CONTAINER         leave a container out (an exporter whose binary this machine does not have)
  --files CONFIGMAP=DIR    ConfigMap made from a folder of scripts
  --logs DIR               keep what the containers wrote
  --json                   one line of JSON per workload or fault
  --quiet                  without the events

Without --fault:

  --within SECONDS         longest wait until all is ready (default 180)

With --fault:

  --fault FAULT            ${FAULTS.map(({ id }) => id).join(', ')}
  --members N              members of "production" (default 3)
  --valkey                 "production" with Valkey in place of Redis
  --set NAME               StatefulSet whose pods are the members (default: the only one with port 6379)
  --port N                 port of Redis (default 6379)
  --sentinel-port N        port of the Sentinels (default 26379)
  --password SECRET/KEY    Secret with the password of Redis
  --sentinel-password SECRET/KEY
  --scaled N=FILE          the manifests for N members (default: those given, with another \`replicas\`)
`;

const OPTIONS = {
  manifests: { type: 'string', multiple: true },
  fault: { type: 'string' },
  within: { type: 'string' },
  members: { type: 'string' },
  valkey: { type: 'boolean' },
  set: { type: 'string' },
  namespace: { type: 'string' },
  port: { type: 'string' },
  'sentinel-port': { type: 'string' },
  password: { type: 'string' },
  'sentinel-password': { type: 'string' },
  scaled: { type: 'string', multiple: true },
  skip: { type: 'string', multiple: true },
  drop: { type: 'string', multiple: true },
  files: { type: 'string', multiple: true },
  logs: { type: 'string' },
  json: { type: 'boolean' },
  quiet: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

async function main(): Promise<number> {
  const { values } = parseArgs({ options: OPTIONS });
  const { manifests = [], fault } = values;
  if (values.help === true || manifests.length === 0) {
    console.log(USAGE);
    return values.help === true ? 0 : 2;
  }
  const report = values.quiet === true ? () => undefined : console.log;
  if (fault === undefined) {
    const outcomes = await execute(subjectless(manifests), {
      within: Number(values.within ?? 180),
      report,
      logs: values.logs,
    });
    for (const outcome of outcomes) {
      console.log(values.json === true ? JSON.stringify(outcome) : `${outcome.workload}: ${outcome.text}`);
    }
    return outcomes.every(({ ok }) => ok) ? 0 : 1;
  }
  const ids = fault.split(',');
  const unknown = ids.filter((id) => id !== 'all' && FAULTS.every((one) => one.id !== id));
  if (unknown.length > 0) {
    throw new Error(`no fault is named "${unknown.join('", "')}"; there are ${FAULTS.map(({ id }) => id).join(', ')}`);
  }
  const chosen = FAULTS.filter(({ id }) => ids.includes('all') || ids.includes(id));
  const subject = subjectOf(manifests);
  let failed = false;
  for (const one of chosen) {
    const result = await runFault(subject, one, report, values.logs);
    failed ||= result.twoMasters > 0 || result.seconds === Infinity || (one.sparesReplica && result.waitLost > 0);
    if (values.json === true) console.log(JSON.stringify(result));
    else {
      console.log(
        `${result.fault}: ${result.secondsText} s to a writable master, two masters in ${result.twoMasters} of ${result.samples} samples, ` +
          `lost ${result.plainLost} of ${result.plainAcknowledged} acknowledged writes, ${result.waitLost} of ${result.waitAcknowledged} that a majority had confirmed. ${result.note}`,
      );
    }
  }
  return failed ? 1 : 0;

  function subjectOf(files: readonly string[]): Subject {
    if (files[0] === 'documented') return documented();
    if (files[0] === 'production') return production({ members: Number(values.members ?? 3), valkey: values.valkey });
    const objects = objectsOf(files);
    const set = redisSet(objects, values.set, Number(values.port ?? 6379));
    const scaled = (values.scaled ?? []).map((pair) => {
      const [, members, file] = /^([1-9][0-9]*)=(.+)$/.exec(pair) ?? [];
      if (file === undefined) throw new Error(`--scaled wants N=FILE, got "${pair}"`);
      return [Number(members), objectsOf([file])] as const;
    });
    const access = {
      name: set.metadata.name,
      namespace: set.metadata.namespace ?? 'default',
      port: Number(values.port ?? 6379),
      sentinelPort: Number(values['sentinel-port'] ?? 26379),
      password: secretValue(objects, values.password),
      sentinelPassword: secretValue(objects, values['sentinel-password']),
    };
    return anySubject(files.join(', '), objects, access, new Map(scaled));
  }

  function subjectless(files: readonly string[]): readonly KubeObject[] {
    if (files[0] === 'documented') return documented().manifests;
    if (files[0] === 'production')
      return production({ members: Number(values.members ?? 3), valkey: values.valkey }).manifests;
    return objectsOf(files);
  }

  function objectsOf(files: readonly string[]): KubeObject[] {
    const folders = (values.files ?? []).map((pair) => {
      const [name = '', folder = ''] = pair.split('=');
      return configMapOf(name, folder);
    });
    return [
      ...folders,
      ...selected(readManifests(files), {
        skip: values.skip ?? [],
        drop: values.drop ?? [],
        namespace: values.namespace,
      }),
    ];
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  },
);
