import * as fs from 'node:fs';
import * as path from 'node:path';
import { parseManifests } from '../runner/manifests';
import { type KubeObject, type ServiceObject } from '../runner/types';
import { type RedisAccess } from './target';

const ROOT = path.join(__dirname, '../../..');
const SCRIPTS = path.join(ROOT, 'lib/stateful/scripts/redis');
const FIXTURE = path.join(ROOT, 'test/live/fixtures/redis-production.yaml');

export const PRODUCTION: RedisAccess = {
  name: 'redis',
  namespace: 'default',
  port: 6379,
  sentinelPort: 26379,
  password: 'data-%&/()=?;~',
  sentinelPassword: 'watch-only',
};

export interface ProductionOptions {
  /** @default 3 */
  readonly members?: number;
  /** `service`: a Service per pod, whose address is announced. `name`: the pod's DNS name. @default "service" */
  readonly announce?: 'service' | 'name';
  /** @default "1" */
  readonly configHash?: string;
  /** Runs the scripts under busybox ash in place of dash. @default false */
  readonly alpine?: boolean;
}

/** The reference manifest with the scripts of the library in it. */
export function productionManifests(options: ProductionOptions = {}): KubeObject[] {
  const members = options.members ?? 3;
  const text = fs
    .readFileSync(FIXTURE, 'utf8')
    .replace('replicas: 3', `replicas: ${members}`)
    .replace("REDIS_MEMBERS, value: '3'", `REDIS_MEMBERS, value: '${members}'`)
    .replace('REDIS_ANNOUNCE, value: service', `REDIS_ANNOUNCE, value: ${options.announce ?? 'service'}`)
    .replace("checksum/config: '1'", `checksum/config: '${options.configHash ?? '1'}'`)
    .replaceAll('redis:7.4.2', options.alpine === true ? 'redis:7.4.2-alpine' : 'redis:7.4.2');
  const services = options.announce === 'name' ? [] : podServices(members);
  return [configMapOf('redis-scripts', SCRIPTS), ...services, ...parseManifests(text, FIXTURE)];
}

/** As `kubectl create configmap NAME --from-file=FOLDER`. */
export function configMapOf(name: string, folder: string): KubeObject {
  const files = fs.readdirSync(folder).filter((file) => /\.(sh|conf)$/.test(file));
  const data = Object.fromEntries(files.map((file) => [file, fs.readFileSync(path.join(folder, file), 'utf8')]));
  return Object.assign({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } }, { data });
}

function podServices(members: number): ServiceObject[] {
  return Array.from({ length: members }, (_, ordinal) => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: `redis-${ordinal}` },
    spec: {
      publishNotReadyAddresses: true,
      selector: { 'statefulset.kubernetes.io/pod-name': `redis-${ordinal}` },
      ports: [
        { name: 'redis', port: 6379, targetPort: 'redis' },
        { name: 'sentinel', port: 26379, targetPort: 'sentinel' },
      ],
    },
  }));
}
