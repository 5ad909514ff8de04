import { type ClientPods, type IClient } from '../../network/client';
import { type NetworkRule } from '../../network/network-policy-spec';
import { NetworkPeer } from '../../network/network-peer';
import { Env } from '../../pod/env';
import { Mount } from '../../pod/mount';
import { REDIS_PORT, SENTINEL_PORT } from './redis-constants';
import { type RedisCredentials } from './redis-credentials';

/** Connection parameters of a set. */
export interface RedisSentinelClientProps {
  /** `HOST:PORT` of every Sentinel. */
  readonly sentinels: string[];

  /** Name under which Sentinel knows the master. */
  readonly masterName: string;

  /** Replicas that must confirm a write with `WAIT` before no failover can lose it: half of the members, rounded down. */
  readonly waitReplicas: number;

  /** Labels of the set's pods. */
  readonly podLabels: { readonly [key: string]: string };

  /** Labels that a client's pods need. */
  readonly clientLabels: { readonly [key: string]: string };

  /**
   * The passwords.
   *
   * @default - no authentication
   */
  readonly credentials?: RedisCredentials;

  /**
   * Name of a Secret with the keys ca.crt, tls.crt and tls.key, in the client's namespace: Redis and Sentinel speak TLS
   * only, and ask a client for a certificate of the same CA.
   *
   * @default - no TLS
   */
  readonly tlsSecret?: string;

  /**
   * Opens the NetworkPolicy for the pods of a client. Needed when labels do not.
   *
   * @default - pods with the client labels are let in
   * @internal
   */
  readonly _admit?: (pods: ClientPods) => void;
}

/** Where a client finds certificates and key. */
const CLIENT_TLS_PATH = '/redis-tls';

/**
 * What a workload needs to connect to a set: give `set.client` to its prop `connections`.
 *
 * With TLS, Sentinel returns the IP address of the master, unless the set has `RedisAnnounce.NAME`. For a client that
 * verifies the name of the server, use `RedisAnnounce.NAME`, or put the addresses of the Services into the certificates.
 *
 * @see https://redis.io/docs/latest/operate/oss_and_stack/management/security/encryption/
 */
export class RedisSentinelClient implements IClient {
  constructor(private readonly props: RedisSentinelClientProps) {}

  /** `HOST:PORT` of every Sentinel. */
  public get sentinels(): string[] {
    return this.props.sentinels;
  }

  /** Name under which Sentinel knows the master. */
  public get masterName(): string {
    return this.props.masterName;
  }

  /**
   * Replicas that must confirm a write with `WAIT`, so that no failover loses it: half of the members, rounded down,
   * which with the master are a majority.
   */
  public get waitReplicas(): number {
    return this.props.waitReplicas;
  }

  /**
   * REDIS_SENTINELS (`HOST:PORT`, separated by commas), REDIS_MASTER_NAME, REDIS_WAIT_REPLICAS, and with passwords
   * REDIS_PASSWORD and REDIS_SENTINEL_PASSWORD from the Secret. With TLS also REDIS_TLS (`true`), and REDIS_TLS_CA_FILE,
   * REDIS_TLS_CERT_FILE and REDIS_TLS_KEY_FILE, the files of `mounts`.
   */
  public get env(): Env[] {
    const { sentinels, masterName, waitReplicas, credentials, tlsSecret } = this.props;
    return [
      Env.value('REDIS_SENTINELS', sentinels.join(',')),
      Env.value('REDIS_MASTER_NAME', masterName),
      Env.value('REDIS_WAIT_REPLICAS', `${waitReplicas}`),
      ...(credentials === undefined
        ? []
        : [
            Env.secretKey('REDIS_PASSWORD', credentials.secretName, credentials.redisKey),
            Env.secretKey('REDIS_SENTINEL_PASSWORD', credentials.secretName, credentials.sentinelKey),
          ]),
      ...(tlsSecret === undefined
        ? []
        : Env.values({
            REDIS_TLS: 'true',
            REDIS_TLS_CA_FILE: `${CLIENT_TLS_PATH}/ca.crt`,
            REDIS_TLS_CERT_FILE: `${CLIENT_TLS_PATH}/tls.crt`,
            REDIS_TLS_KEY_FILE: `${CLIENT_TLS_PATH}/tls.key`,
          })),
    ];
  }

  /** The files that the environment mentions: with TLS certificates and key at /redis-tls, else nothing. */
  public get mounts(): Mount[] {
    const { tlsSecret } = this.props;
    return tlsSecret === undefined
      ? []
      : // Readable for any user: nobody knows whether the client's pod has a group for its files.
        [Mount.secret(CLIENT_TLS_PATH, tlsSecret, { volumeName: 'redis-tls', readOnly: true })];
  }

  /**
   * This client with its own certificate. With the certificate of the members it could impersonate a member.
   *
   * @param tlsSecret name of a Secret in the client's namespace, with the keys ca.crt, tls.crt and tls.key: a certificate
   * of the CA that the set knows
   * @throws when the set speaks no TLS
   */
  public withCertificate(tlsSecret: string): RedisSentinelClient {
    if (this.props.tlsSecret === undefined) {
      throw new Error(`the Redis "${this.props.masterName}" speaks no TLS: got the certificate "${tlsSecret}"`);
    }
    return new RedisSentinelClient({ ...this.props, tlsSecret });
  }

  public get podLabels(): { readonly [key: string]: string } {
    return this.props.clientLabels;
  }

  public get allowTo(): NetworkRule[] {
    return [
      { peers: [NetworkPeer.pods(this.props.podLabels)], ports: [{ port: REDIS_PORT }, { port: SENTINEL_PORT }] },
    ];
  }

  public connectedBy(pods: ClientPods): void {
    this.props._admit?.(pods);
  }
}
