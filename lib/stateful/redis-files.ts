import { type Construct } from 'constructs';
import { ConfigFiles } from '../config/config-files';
import { type ConfigSources } from '../config/config-sources';
import { NetworkPeer } from '../network/network-peer';
import { Mount } from '../pod/mount';
import { Posture } from '../posture';
import { type RedisFilesOptions } from './redis-configuration';
import { REDIS_PORT, SENTINEL_PORT } from './redis-constants';
import { redisMembers, type RedisNames, type RedisPlan } from './redis-plan';
import { type RedisSentinelSetProps } from './redis-sentinel-set-props';

/** Redis and Sentinel, run by files of the user's. */
export function redisWithFiles(
  scope: Construct,
  props: RedisSentinelSetProps,
  names: RedisNames,
  files: ConfigSources,
  options: RedisFilesOptions,
): RedisPlan {
  const config = new ConfigFiles(scope, 'Config', {
    name: props.configName ?? `${names.name}-config`,
    namespace: props.namespace,
    labels: props.labels,
    ...files,
  });
  const configMount = Mount.configMap(options.path ?? '/redis-config', config.name, { volumeName: 'config' });
  const dataPath = props.dataPath ?? '/redis-data';
  const isolated = props.networkPolicy ?? Posture.of(scope).networkPolicy;
  const dataMount =
    props.storage === undefined
      ? Mount.emptyDir(dataPath, { volumeName: 'data' })
      : Mount.claimTemplate(dataPath, props.storage);
  return {
    servicePorts: [{ port: REDIS_PORT, name: 'peer' }],
    workload: {
      command: props.command ?? options.redisCommand,
      mounts: [configMount, dataMount, ...(props.mounts ?? [])],
      extraContainers: [
        {
          name: 'sentinel',
          image: props.image,
          imagePullPolicy: props.imagePullPolicy,
          command: options.sentinelCommand,
          mounts: [configMount],
          // What a container declares is what a NetworkPolicy opens.
          ports: isolated ? [{ number: SENTINEL_PORT, name: 'sentinel' }] : undefined,
          resources: props.sentinelResources,
        },
        ...(props.extraContainers ?? []),
      ],
      allowFrom: props.allowFrom && [NetworkPeer.pods(names.podLabels), ...props.allowFrom],
      allowTo: [redisMembers(names), ...(props.allowTo ?? [])],
    },
  };
}
