import { type ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { ConfigFiles } from '../../config/config-files';
import { type ConfigSources } from '../../config/config-sources';
import { type IClient } from '../../network/client';
import { HeadlessService } from '../../network/headless-service';
import { type ContainerProps } from '../../pod/container';
import { Env } from '../../pod/env';
import { Mount } from '../../pod/mount';
import { type MemberNames, membershipProblems } from '../members/member-names';
import { documentedAccess, memberNames, toMembers } from '../members/member-set';
import { StatefulWorkload } from '../stateful-workload';
import { mongoConnectionString } from './mongo-connection';
import { MONGO, MONGO_DATA_PATH, MONGO_PORT } from './mongo-constants';
import { type MongoSetProps } from './mongo-set-props';
import { checkProps } from '../../props/check-props';
import { pickProps } from '../../props/pick-props';
import { TreeState } from '../../synthesis/tree-state';

/** A script that initiates the replica set, in a container beside each member. */
export interface MongoScript {
  /** The files of the script. */
  readonly files: ConfigSources;

  /** Command of the container. */
  readonly command: string[];

  /**
   * Name of the ConfigMap with the files.
   *
   * @default - the set's name and `-init`
   */
  readonly configName?: string;

  /**
   * Name of the container that runs the script.
   *
   * @default "init-mongo"
   */
  readonly containerName?: string;

  /**
   * Directory of the files in the container.
   *
   * @default "/config"
   */
  readonly path?: string;
}

/** mongod in each pod, and a container that runs a script of the user. */
export interface ScriptedMongoProps extends MongoSetProps {
  /**
   * What initiates the replica set.
   *
   * @default - nothing: it is initiated by hand
   */
  readonly script?: MongoScript;
}

/**
 * A MongoDB replica set as documents describe it, initiated by hand or by a script. Use `StatefulMongo` in production.
 */
export class ScriptedMongo extends Construct {
  /** The StatefulSet. */
  public readonly workload: StatefulWorkload;

  /** The headless Service that names the members. */
  public readonly service: HeadlessService;

  /** Name of the replica set. */
  public readonly replicaSetName: string;

  private readonly names: MemberNames;

  constructor(scope: Construct, id: string, props: ScriptedMongoProps) {
    checkProps(scope, id, 'ScriptedMongoProps', props);
    super(scope, id);
    this.names = memberNames(this, props, MONGO);
    const { name, serviceName, members, podLabels } = this.names;
    this.replicaSetName = props.replicaSetName ?? 'rs0';
    TreeState.of(this).addCheck(this, () => membershipProblems('a MongoDB replica set', members));
    this.workload = new StatefulWorkload(this, 'Resource', {
      ...pickProps('StatefulWorkloadProps', props),
      ...documentedAccess(props, this.names, MONGO),
      name,
      serviceName,
      selector: { matchLabels: podLabels },
      replicas: members,
      containerName: props.containerName ?? 'mongodb',
      command: props.command ?? ['mongod', '--replSet', this.replicaSetName],
      ports: [{ number: MONGO_PORT, name: props.portName ?? 'mongo' }, ...(props.ports ?? [])],
      mounts: [
        ...(props.storage ? [Mount.claimTemplate(MONGO_DATA_PATH, props.storage)] : []),
        ...(props.mounts ?? []),
      ],
      extraContainers: [
        ...(props.script ? [this.scriptContainer(props, props.script)] : []),
        ...(props.extraContainers ?? []),
      ],
    });
    this.service = new HeadlessService(this, 'Service', {
      name: serviceName,
      namespace: props.namespace,
      labels: props.labels,
      selector: podLabels,
      ports: [{ port: MONGO_PORT, name: props.servicePortName ?? 'peer' }],
    });
  }

  /** The API object of the StatefulSet. */
  public get resource(): ApiObject {
    return this.workload.resource;
  }

  /**
   * What a workload needs to connect: give it to the prop `connections`. MONGO_HOSTS (`HOST:PORT`, divided by commas) and
   * MONGO_REPLICA_SET, and the network access. The workload brings its own user and password.
   */
  public get client(): IClient {
    const hosts = this.names.hosts(MONGO_PORT).join(',');
    return {
      env: Env.values({ MONGO_HOSTS: hosts, MONGO_REPLICA_SET: this.replicaSetName }),
      mounts: [],
      podLabels: {},
      allowTo: [toMembers(MONGO, this.names)],
      connectedBy: (pods) => this.workload._admitClient(pods, [{ port: MONGO_PORT }]),
    };
  }

  /** Connection string that names every member, so that a client finds the primary whichever member is down. */
  public connectionString(database: string = ''): string {
    return mongoConnectionString(this.names, this.replicaSetName, database);
  }

  private scriptContainer(props: ScriptedMongoProps, script: MongoScript): ContainerProps {
    const config = new ConfigFiles(this, 'Bootstrap', {
      ...script.files,
      name: script.configName ?? `${this.names.name}-init`,
      namespace: props.namespace,
      labels: props.labels,
    });
    return {
      name: script.containerName ?? 'init-mongo',
      image: props.image,
      imagePullPolicy: props.imagePullPolicy,
      command: script.command,
      mounts: [Mount.configMap(script.path ?? '/config', config.name, { volumeName: 'config' })],
    };
  }
}
