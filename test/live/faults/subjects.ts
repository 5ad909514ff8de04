import * as fs from 'node:fs';
import * as path from 'node:path';
import { PRODUCTION, type ProductionOptions, productionManifests, productionSecret } from '../redis/production';
import { type RedisAccess } from '../redis/target';
import { VALKEY } from '../runner/images/redis';
import { readManifests } from '../runner/manifests';
import { type DataObject, type KubeObject, type StatefulSetObject } from '../runner/types';
import { type Variants } from './fault';
import { type Subject } from './context';

/** RedisSentinelSet as the library synthesizes it. */
export function production(options: ProductionOptions = {}): Subject {
  const { members = 3 } = options;
  return {
    name: ['production', options.valkey === true ? 'with Valkey' : '', members === 3 ? '' : `of ${members}`]
      .filter(Boolean)
      .join(' '),
    manifests: productionManifests(options),
    access: PRODUCTION,
    variants: {
      reconfigured: () => productionManifests({ ...options, redisConf: 'slowlog-max-len 200' }),
      scaled: (members) => productionManifests({ ...options, members }),
      upgraded:
        options.valkey === true || !fs.existsSync(VALKEY)
          ? undefined
          : () => productionManifests({ ...options, valkey: true }),
      passwords: productionSecret,
      failoverCommand: ['sh', '/scripts/failover.sh'],
      scaleDownCommand: (step, members) => ['sh', '/scripts/scale-down.sh', step, String(members)],
    },
  };
}

const DOCUMENTED = path.join(__dirname, '../../documented/redis');

/** The manifests of the source text, as they stand. No client of theirs knows a password or a Sentinel. */
export function documented(): Subject {
  const files = ['redis-config.yaml', 'redis-service.yaml', 'redis.yaml'];
  const access = { name: 'redis', namespace: 'default', port: 6379, sentinelPort: 26379 };
  const manifests = readManifests(files.map((file) => path.join(DOCUMENTED, file)));
  return { ...anySubject('documented', manifests, access), patienceSeconds: 15 };
}

/** Somebody's manifests, rolled by an annotation and scaled by `replicas` alone, or to `scaled`, by number of members. */
export function anySubject(
  name: string,
  manifests: readonly KubeObject[],
  access: RedisAccess,
  scaled: ReadonlyMap<number, readonly KubeObject[]> = new Map(),
): Subject {
  const variants: Variants = {
    reconfigured: () => manifests.map((object) => (isSet(object) ? annotated(object) : reworded(object))),
    scaled: (members) =>
      scaled.get(members) ??
      manifests.map((object) =>
        isSet(object) ? Object.assign({}, object, { spec: { ...object.spec, replicas: members } }) : object,
      ),
  };
  return { name, manifests, access, variants };

  function isSet(object: KubeObject): object is StatefulSetObject {
    return object.kind === 'StatefulSet' && object.metadata.name === access.name;
  }
}

function annotated(set: StatefulSetObject): KubeObject {
  const { template } = set.spec;
  const metadata = { ...template.metadata, annotations: { ...template.metadata?.annotations, 'checksum/config': '2' } };
  return Object.assign({}, set, { spec: { ...set.spec, template: { ...template, metadata } } });
}

/** The same configuration with a comment at the end of each file. */
function reworded(object: KubeObject): KubeObject {
  if (object.kind !== 'ConfigMap') return object;
  const { data = {} } = object as DataObject;
  const changed = Object.entries(data).map(([key, text]) => [
    key,
    /\.(conf|sh)$/.test(key) ? `${text}\n# changed\n` : text,
  ]);
  return Object.assign({}, object, { data: Object.fromEntries(changed) as Record<string, string> });
}
