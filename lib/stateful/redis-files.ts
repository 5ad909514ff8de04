import { type Construct } from 'constructs';
import { ConfigFiles } from '../config/config-files';
import { type ConfigSources } from '../config/config-sources';
import { Mount } from '../pod/mount';
import { type RedisFilesOptions } from './redis-configuration';
import { REDIS_PORT } from './redis-constants';
import { type RedisNames, type RedisPlan } from './redis-plan';
import { type RedisSentinelSetProps } from './redis-sentinel-set-props';

/** Redis and Sentinel, run by files of the user's. */
export function redisWithFiles(
  scope: Construct,
  props: RedisSentinelSetProps,
  { name }: RedisNames,
  files: ConfigSources,
  options: RedisFilesOptions,
): RedisPlan {
  const config = new ConfigFiles(scope, 'Config', {
    name: props.configName ?? `${name}-config`,
    namespace: props.namespace,
    labels: props.labels,
    ...files,
  });
  const configMount = Mount.configMap(options.path ?? '/redis-config', config.name, { volumeName: 'config' });
  const dataPath = props.dataPath ?? '/redis-data';
  const dataMount =
    props.storage === undefined
      ? Mount.emptyDir(dataPath, { volumeName: 'data' })
      : Mount.claimTemplate(dataPath, props.storage);
  return {
    servicePorts: [{ port: REDIS_PORT, name: 'peer' }],
    workload: {
      command: props.command ?? options.redisCommand,
      mounts: [configMount, dataMount, ...(props.mounts ?? [])],
      sidecars: [
        {
          name: 'sentinel',
          image: props.image,
          imagePullPolicy: props.imagePullPolicy,
          command: options.sentinelCommand,
          mounts: [configMount],
          resources: props.sentinelResources,
        },
        ...(props.sidecars ?? []),
      ],
    },
  };
}
