import { type Construct } from 'constructs';
import { ConfigFiles } from '../config/config-files';
import { NetworkPeer } from '../network/network-peer';
import { type ContainerProps } from '../pod/container';
import { Mount } from '../pod/mount';
import { type MongoBootstrap } from './mongo-bootstrap';
import { MONGO_DATA_PATH } from './mongo-constants';
import { mongoMembers, type MongoNames, type MongoPlan } from './mongo-plan';
import { type StatefulMongoProps } from './stateful-mongo-props';

/** Plain mongod, and beside it a container with a script of the user's, or nothing. */
export function scriptedMongo(
  scope: Construct,
  props: StatefulMongoProps,
  names: MongoNames,
  bootstrap: MongoBootstrap,
): MongoPlan {
  return {
    workload: {
      command: props.command ?? ['mongod', '--replSet', names.replicaSetName],
      mounts: [
        ...(props.storage ? [Mount.claimTemplate(MONGO_DATA_PATH, props.storage)] : []),
        ...(props.mounts ?? []),
      ],
      extraContainers: [...scriptContainer(scope, props, names, bootstrap), ...(props.extraContainers ?? [])],
      allowFrom: props.allowFrom && [NetworkPeer.pods(names.podLabels), ...props.allowFrom],
      allowTo: [mongoMembers(names), ...(props.allowTo ?? [])],
    },
  };
}

function scriptContainer(
  scope: Construct,
  props: StatefulMongoProps,
  { name }: MongoNames,
  { _files: files, _command: command, _options: options }: MongoBootstrap,
): ContainerProps[] {
  if (files === undefined) {
    return [];
  }
  const config = new ConfigFiles(scope, 'Bootstrap', {
    name: options.configName ?? `${name}-init`,
    namespace: props.namespace,
    labels: props.labels,
    ...files,
  });
  return [
    {
      name: options.containerName ?? 'init-mongo',
      image: props.image,
      imagePullPolicy: props.imagePullPolicy,
      command,
      mounts: [Mount.configMap(options.path ?? '/config', config.name, { volumeName: 'config' })],
    },
  ];
}
