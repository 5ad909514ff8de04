import { parseArgs } from 'node:util';
import { anySubject, documented, production } from './faults/subjects';
import { type Subject } from './faults/context';
import { FAULTS, runFault } from './faults/run';
import { configMapOf } from './redis/production';
import { dataOf, readManifests } from './runner/manifests';
import { type KubeObject, type StatefulSetObject } from './runner/types';

const USAGE = `npm run live -- --manifests FILE [--manifests FILE…] --fault FAULT[,FAULT…]|all [options]

Executes rendered manifests and puts the Redis in them through faults. Needs root and test/live/install.sh.

  --manifests FILE         YAML of any project; or the words "documented" and "production" for those of this one
  --fault FAULT            ${FAULTS.map(({ id }) => id).join(', ')}
  --set NAME               StatefulSet whose pods are the members (default: the only one with port 6379)
  --namespace NAME         its namespace (default: as in its manifest)
  --port N                 port of Redis (default 6379)
  --sentinel-port N        port of the Sentinels (default 26379)
  --password SECRET/KEY    Secret with the password of Redis
  --sentinel-password SECRET/KEY
  --drop CONTAINER         leave a container out (an exporter whose binary this machine does not have)
  --files CONFIGMAP=DIR    ConfigMap made from a folder of scripts
  --logs DIR               keep what the containers wrote
  --json                   one line of JSON per fault
  --quiet                  without the events
`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      manifests: { type: 'string', multiple: true },
      fault: { type: 'string' },
      set: { type: 'string' },
      namespace: { type: 'string' },
      port: { type: 'string' },
      'sentinel-port': { type: 'string' },
      password: { type: 'string' },
      'sentinel-password': { type: 'string' },
      drop: { type: 'string', multiple: true },
      files: { type: 'string', multiple: true },
      logs: { type: 'string' },
      json: { type: 'boolean' },
      quiet: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  const { manifests = [], fault } = values;
  if (values.help === true || manifests.length === 0 || fault === undefined) {
    console.log(USAGE);
    return values.help === true ? 0 : 2;
  }
  const chosen = fault === 'all' ? FAULTS : FAULTS.filter(({ id }) => fault.split(',').includes(id));
  if (chosen.length === 0)
    throw new Error(`no fault is named "${fault}"; there are ${FAULTS.map(({ id }) => id).join(', ')}`);
  const subject = subjectOf(manifests);
  let failed = false;
  for (const one of chosen) {
    const result = await runFault(subject, one, values.quiet === true ? () => undefined : console.log, values.logs);
    failed ||= result.twoMasters > 0 || result.seconds === Infinity || (one.sparesReplica && result.waitLost > 0);
    if (values.json === true) console.log(JSON.stringify(result));
    else {
      console.log(
        `${result.fault}: ${result.secondsText} s to a writable master, two masters in ${result.twoMasters} of ${result.samples} samples, ` +
          `lost ${result.plainLost} of ${result.plainAcknowledged} acknowledged writes, ${result.waitLost} of ${result.waitAcknowledged} with WAIT 1. ${result.note}`,
      );
    }
  }
  return failed ? 1 : 0;

  function subjectOf(files: readonly string[]): Subject {
    if (files[0] === 'documented') return documented();
    if (files[0] === 'production') return production();
    const folders = (values.files ?? []).map((pair) => {
      const [name = '', folder = ''] = pair.split('=');
      return configMapOf(name, folder);
    });
    const objects = [...folders, ...readManifests(files).map((object) => without(object, values.drop ?? []))];
    const set = redisSet(objects, values.set, Number(values.port ?? 6379));
    return anySubject(files.join(', '), objects, {
      name: set.metadata.name,
      namespace: values.namespace ?? set.metadata.namespace ?? 'default',
      port: Number(values.port ?? 6379),
      sentinelPort: Number(values['sentinel-port'] ?? 26379),
      password: secretValue(objects, values.password),
      sentinelPassword: secretValue(objects, values['sentinel-password']),
    });
  }
}

function redisSet(objects: readonly KubeObject[], name: string | undefined, port: number): StatefulSetObject {
  const sets = objects.filter(({ kind }) => kind === 'StatefulSet') as StatefulSetObject[];
  const fitting = sets.filter((set) =>
    name === undefined
      ? set.spec.template.spec.containers.some(({ ports }) =>
          ports?.some(({ containerPort }) => containerPort === port),
        )
      : set.metadata.name === name,
  );
  const [set] = fitting;
  if (set === undefined || fitting.length > 1) {
    const names = sets.map(({ metadata }) => metadata.name).join(', ');
    throw new Error(`${fitting.length} StatefulSets ${name ?? `with port ${port}`}; choose one with --set: ${names}`);
  }
  return set;
}

function without(object: KubeObject, dropped: readonly string[]): KubeObject {
  if (object.kind !== 'StatefulSet' || dropped.length === 0) return object;
  const { spec } = object as StatefulSetObject;
  const containers = spec.template.spec.containers.filter(({ name }) => !dropped.includes(name));
  const template = { ...spec.template, spec: { ...spec.template.spec, containers } };
  return Object.assign({}, object, { spec: { ...spec, template } });
}

function secretValue(objects: readonly KubeObject[], reference: string | undefined): string | undefined {
  if (reference === undefined) return undefined;
  const [name, key = ''] = reference.split('/');
  const secret = objects.find((object) => object.kind === 'Secret' && object.metadata.name === name);
  const value = secret === undefined ? undefined : dataOf(secret).get(key);
  if (value === undefined) throw new Error(`no key "${key}" in a Secret "${name}" of the manifests`);
  return value.toString();
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  },
);
