import * as fs from 'node:fs';
import * as path from 'node:path';
import { App, Chart, Cron, Size, Testing } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import {
  ExternalResources,
  PersistentClaim,
  type RedisAnnounce,
  RedisCredentials,
  RedisEngine,
  RedisSentinelSet,
  Resources,
} from '../../../lib';
import { type DataObject, type KubeObject } from '../runner/types';
import { type RedisAccess } from './target';

const SECRET = 'redis-credentials';

export const PRODUCTION: RedisAccess = {
  name: 'redis',
  namespace: 'default',
  port: 6379,
  sentinelPort: 26379,
  password: 'data-%&/()=?;~',
  sentinelPassword: 'watch-only',
};

export interface ProductionOptions {
  /** @default - that of PRODUCTION */
  readonly namespace?: string;
  /** @default 3 */
  readonly members?: number;
  /** By what members are known. @default RedisAnnounce.SERVICE */
  readonly announce?: RedisAnnounce;
  /** Further lines of redis.conf. @default - none */
  readonly redisConf?: string;
  /** Name of a Secret with tls.crt, tls.key and ca.crt. @default - plain connections */
  readonly tlsSecret?: string;
  /** Valkey 9 in place of Redis. @default false */
  readonly valkey?: boolean;
  /** A CronJob for backups on the claim "backups", which is there too. @default false */
  readonly backup?: boolean;
  /** Runs the scripts under busybox ash in place of dash. @default false */
  readonly alpine?: boolean;
}

/** What RedisSentinelSet synthesizes in posture PRODUCTION, and the Secret that it wants. */
export function productionManifests(options: ProductionOptions = {}): KubeObject[] {
  const { namespace = PRODUCTION.namespace } = options;
  const chart = new Chart(new App(), 'live', { namespace });
  ExternalResources.of(chart).secret(SECRET, ['redis-password', 'sentinel-password']);
  if (options.tlsSecret !== undefined) ExternalResources.of(chart).secret(options.tlsSecret);
  if (options.backup === true) new PersistentClaim(chart, 'backups', { name: 'backups', storage: Size.gibibytes(1) });
  new RedisSentinelSet(chart, 'redis', {
    backup: options.backup === true ? { schedule: Cron.daily(), claimName: 'backups' } : undefined,
    name: PRODUCTION.name,
    image: imageOf(options),
    engine: options.valkey === true ? RedisEngine.VALKEY : RedisEngine.REDIS,
    members: options.members ?? 3,
    credentials: RedisCredentials.secret(SECRET),
    announce: options.announce,
    redisConf: options.redisConf,
    tlsSecret: options.tlsSecret,
    storage: { name: 'data', storage: Size.gibibytes(8) },
    resources: Resources.guaranteed(Cpu.millis(500), Size.gibibytes(1)),
  });
  const secret = productionSecret(PRODUCTION.password ?? '', '', namespace);
  return [secret, ...(Testing.synth(chart) as KubeObject[])];
}

function imageOf({ alpine, valkey }: ProductionOptions): string {
  if (valkey === true) return 'valkey/valkey:9.1.2';
  return alpine === true ? 'redis:7.4.2-alpine' : 'redis:7.4.2';
}

/** The Secret of the set, with the password of Redis and one that is valid beside it, or none. */
export function productionSecret(
  password: string,
  accepted: string,
  namespace: string = PRODUCTION.namespace,
): DataObject {
  const { sentinelPassword = '' } = PRODUCTION;
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: SECRET, namespace },
    stringData: {
      'redis-password': password,
      'sentinel-password': sentinelPassword,
      ...(accepted === '' ? {} : { 'redis-accepted-passwords': `${accepted}\n` }),
    },
  };
}

/** As `kubectl create configmap NAME --from-file=FOLDER`, of its scripts and configuration files. */
export function configMapOf(name: string, folder: string): KubeObject {
  const files = fs.readdirSync(folder).filter((file) => /\.(sh|conf)$/.test(file));
  const data = Object.fromEntries(files.map((file) => [file, fs.readFileSync(path.join(folder, file), 'utf8')]));
  return Object.assign({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } }, { data });
}
