import { Chart, Cron, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { type Construct } from 'constructs';
import {
  ExternalResources,
  NetworkPeer,
  PersistentClaim,
  RedisCredentials,
  RedisSentinelSet,
  Resources,
} from '../../lib';

/** Where the set runs, and who may use it. */
export interface ProductionRedisProps {
  /** Namespace. */
  readonly namespace: string;
  /** Name of a Secret with the keys redis-password and sentinel-password. */
  readonly credentials: string;
  /** Namespace of the Prometheus that scrapes the set. */
  readonly prometheusNamespace: string;
}

/** The handbook's Redis as it would be run: a master is what a quorum of Sentinels says, and never a guess. */
export class ProductionRedis extends Chart {
  /** The set, for those who want to connect to it. */
  public readonly redis: RedisSentinelSet;

  constructor(scope: Construct, id: string, props: ProductionRedisProps) {
    super(scope, id, { namespace: props.namespace });
    ExternalResources.of(this).secret(props.credentials, ['redis-password', 'sentinel-password']);
    // Takes 7 snapshots of a set that may grow to 1 GiB.
    const backups = new PersistentClaim(this, 'backups', { name: 'redis-backup', storage: Size.gibibytes(8) });
    this.redis = new RedisSentinelSet(this, 'redis', {
      name: 'redis',
      serviceAccount: { name: 'redis' },
      image: 'redis:7.4.2',
      members: 3,
      credentials: RedisCredentials.secret(props.credentials),
      storage: { name: 'data', storage: Size.gibibytes(8) },
      resources: Resources.guaranteed(Cpu.millis(500), Size.gibibytes(1), Size.mebibytes(128)),
      exporter: {
        image: 'oliver006/redis_exporter:v1.67.0',
        // The label that the Prometheus operator puts on the pods of each Prometheus.
        scrapeFrom: [
          NetworkPeer.podsOfNamespace(props.prometheusNamespace, { 'app.kubernetes.io/name': 'prometheus' }),
        ],
      },
      backup: { schedule: Cron.daily(), claimName: backups.name },
    });
  }
}
