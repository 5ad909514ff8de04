import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { type ContainerProps } from '../../pod/container';
import { Env } from '../../pod/env';
import { type RedisSentinelSetProps } from './redis-sentinel-set-props';
import { type RedisExporterOptions } from './redis-exporter-options';
import { EXPORTER_PORT, REDIS_PORT } from './redis-constants';
import { TLS_PATH, tlsMounts } from './redis-tls';
import { LOG_DISK, sideResources } from '../members/side-resources';

const EXPORTER_RESOURCES = {
  cpuRequest: Cpu.millis(20),
  cpuLimit: Cpu.millis(100),
  memoryRequest: Size.mebibytes(32),
  memoryLimit: Size.mebibytes(64),
  ...LOG_DISK,
};

/**
 * The exporter's container.
 *
 * @param set the set, whose Redis the exporter asks
 */
export function exporterContainer(options: RedisExporterOptions, set: RedisSentinelSetProps): ContainerProps {
  const { credentials, tlsSecret } = set;
  const scheme = tlsSecret === undefined ? 'redis' : 'rediss';
  return {
    name: 'exporter',
    image: options.image,
    ports: [{ number: EXPORTER_PORT, name: 'metrics' }],
    env: [
      Env.value('REDIS_ADDR', `${scheme}://127.0.0.1:${REDIS_PORT}`),
      ...(scheme === 'rediss'
        ? [
            // The certificate is for the members' names, not for 127.0.0.1; Redis in turn asks for one of its clients.
            Env.value('REDIS_EXPORTER_SKIP_TLS_VERIFICATION', 'true'),
            Env.value('REDIS_EXPORTER_TLS_CLIENT_CERT_FILE', `${TLS_PATH}/tls.crt`),
            Env.value('REDIS_EXPORTER_TLS_CLIENT_KEY_FILE', `${TLS_PATH}/tls.key`),
          ]
        : []),
      Env.secretKey('REDIS_PASSWORD', credentials.secretName, credentials.redisKey),
    ],
    mounts: tlsSecret === undefined ? undefined : tlsMounts(tlsSecret),
    resources: options.resources ?? sideResources(set.resources, EXPORTER_RESOURCES),
  };
}
