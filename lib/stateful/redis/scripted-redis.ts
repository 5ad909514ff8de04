import { type ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { ConfigFiles } from '../../config/config-files';
import { type ConfigSources } from '../../config/config-sources';
import { type IClient } from '../../network/client';
import { HeadlessService } from '../../network/headless-service';
import { Env } from '../../pod/env';
import { Mount } from '../../pod/mount';
import { type Resources } from '../../pod/resources';
import { Posture } from '../../posture';
import { type MemberNames, membershipProblems } from '../members/member-names';
import { documentedAccess, memberNames, toMembers } from '../members/member-set';
import { type MemberSetProps } from '../members/member-set-props';
import { StatefulWorkload } from '../stateful-workload';
import { REDIS, REDIS_PORT, SENTINEL_PORT } from './redis-constants';
import { checkProps } from '../../props/check-props';
import { pickProps } from '../../props/pick-props';
import { TreeState } from '../../synthesis/tree-state';

/** Redis and a Sentinel in each pod, started by scripts of the user. */
export interface ScriptedRedisProps extends MemberSetProps {
  /** The files that both containers find at `filesPath`. */
  readonly files: ConfigSources;

  /** Command of the Redis container. */
  readonly redisCommand: string[];

  /** Command of the Sentinel container. */
  readonly sentinelCommand: string[];

  /**
   * Name of the ConfigMap with the files.
   *
   * @default - the set's name and `-config`
   */
  readonly configName?: string;

  /**
   * Directory of the files in both containers.
   *
   * @default "/redis-config"
   */
  readonly filesPath?: string;

  /**
   * Directory of the data in the Redis container: on the claim of `storage`, or else an emptyDir.
   *
   * @default "/redis-data"
   */
  readonly dataPath?: string;

  /**
   * Requests and limits of the Sentinel container.
   *
   * @default - none
   */
  readonly sentinelResources?: Resources;
}

/**
 * Redis with Sentinel as documents describe it, configured by files of the user. Use `RedisSentinelSet` in production.
 */
export class ScriptedRedis extends Construct {
  /** The StatefulSet. */
  public readonly workload: StatefulWorkload;

  /** The headless Service that names the members. */
  public readonly service: HeadlessService;

  private readonly names: MemberNames;

  constructor(scope: Construct, id: string, props: ScriptedRedisProps) {
    checkProps(scope, id, 'ScriptedRedisProps', props);
    super(scope, id);
    const names = memberNames(this, props, REDIS);
    this.names = names;
    const { name, serviceName, members, podLabels } = names;
    TreeState.of(this).addCheck(this, () => membershipProblems('Redis with Sentinel', members));
    const config = new ConfigFiles(this, 'Config', {
      ...props.files,
      name: props.configName ?? `${name}-config`,
      namespace: props.namespace,
      labels: props.labels,
    });
    const files = Mount.configMap(props.filesPath ?? '/redis-config', config.name, { volumeName: 'config' });
    const dataPath = props.dataPath ?? '/redis-data';
    const data =
      props.storage === undefined
        ? Mount.emptyDir(dataPath, { volumeName: 'data' })
        : Mount.claimTemplate(dataPath, props.storage);
    const isolated = props.networkPolicy ?? Posture.of(this).networkPolicy;
    this.workload = new StatefulWorkload(this, 'Resource', {
      ...pickProps('StatefulWorkloadProps', props),
      ...documentedAccess(props, names, REDIS),
      name,
      serviceName,
      selector: { matchLabels: podLabels },
      replicas: members,
      containerName: props.containerName ?? 'redis',
      command: props.command ?? props.redisCommand,
      ports: [{ number: REDIS_PORT, name: 'redis' }, ...(props.ports ?? [])],
      mounts: [files, data, ...(props.mounts ?? [])],
      extraContainers: [
        {
          name: 'sentinel',
          image: props.image,
          imagePullPolicy: props.imagePullPolicy,
          command: props.sentinelCommand,
          mounts: [files],
          // A NetworkPolicy opens the ports that containers declare.
          ports: isolated ? [{ number: SENTINEL_PORT, name: 'sentinel' }] : undefined,
          resources: props.sentinelResources,
        },
        ...(props.extraContainers ?? []),
      ],
    });
    this.service = new HeadlessService(this, 'Service', {
      name: serviceName,
      namespace: props.namespace,
      labels: props.labels,
      selector: podLabels,
      ports: [{ port: REDIS_PORT, name: 'peer' }],
    });
  }

  /**
   * What a workload needs to connect: give it to the prop `connections`. REDIS_SENTINELS (`HOST:PORT`, divided by commas)
   * and the network access. The files of the set decide the name of the master and the passwords.
   */
  public get client(): IClient {
    return {
      env: Env.values({ REDIS_SENTINELS: this.names.hosts(SENTINEL_PORT).join(',') }),
      mounts: [],
      podLabels: {},
      allowTo: [toMembers(REDIS, this.names)],
      connectedBy: (pods) => this.workload._admitClient(pods, [{ port: REDIS_PORT }, { port: SENTINEL_PORT }]),
    };
  }

  /** The API object of the StatefulSet. */
  public get resource(): ApiObject {
    return this.workload.resource;
  }
}
