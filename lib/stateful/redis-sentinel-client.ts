import { type NetworkOpening } from '../network/network-policy-spec';
import { NetworkPeer } from '../network/network-peer';
import { Env } from '../pod/env';
import { REDIS_PORT, SENTINEL_PORT } from './redis-constants';
import { type RedisCredentials } from './redis-credentials';

/** What a client must know of a set. */
export interface RedisSentinelClientProps {
  /** `HOST:PORT` of every Sentinel. */
  readonly sentinels: string[];

  /** Name under which Sentinel knows the master. */
  readonly masterName: string;

  /** Labels of the set's pods. */
  readonly podLabels: { readonly [key: string]: string };

  /** Labels that a client's pods need. */
  readonly clientLabels: { readonly [key: string]: string };

  /**
   * The passwords.
   *
   * @default - none are asked for
   */
  readonly credentials?: RedisCredentials;
}

/** What another workload needs to reach a set: `set.client` has one. */
export class RedisSentinelClient {
  constructor(private readonly props: RedisSentinelClientProps) {}

  /**
   * REDIS_SENTINELS (`HOST:PORT`, divided by commas), REDIS_MASTER_NAME, and where passwords are asked for
   * REDIS_PASSWORD and REDIS_SENTINEL_PASSWORD from the Secret.
   */
  public get env(): Env[] {
    const { sentinels, masterName, credentials } = this.props;
    return [
      Env.value('REDIS_SENTINELS', sentinels.join(',')),
      Env.value('REDIS_MASTER_NAME', masterName),
      ...(credentials === undefined
        ? []
        : [
            Env.secretKey('REDIS_PASSWORD', credentials.secretName, credentials.redisKey),
            Env.secretKey('REDIS_SENTINEL_PASSWORD', credentials.secretName, credentials.sentinelKey),
          ]),
    ];
  }

  /** Labels that let a pod in: put them among its `podLabels`. */
  public get podLabels(): { readonly [key: string]: string } {
    return this.props.clientLabels;
  }

  /** The opening for a client's `connectsTo`. */
  public get opening(): NetworkOpening {
    return {
      peers: [NetworkPeer.pods(this.props.podLabels)],
      ports: [{ port: REDIS_PORT }, { port: SENTINEL_PORT }],
    };
  }
}
