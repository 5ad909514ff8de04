import { Duration, type ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { type IClient } from '../../network/client';
import { HeadlessService } from '../../network/headless-service';
import { Env } from '../../pod/env';
import { Posture } from '../../posture';
import { type ScheduledJob } from '../../workloads/scheduled-job';
import { type MemberNames, membershipProblems } from '../members/member-names';
import { memberNames, productionDefaults, toMembers } from '../members/member-set';
import { SetMonitoring } from '../members/set-monitoring';
import { StatefulWorkload } from '../stateful-workload';
import { mongoAlerts } from './mongo-alerts';
import { addBackup, addRestore } from './mongo-backup';
import { mongoConnectionString } from './mongo-connection';
import { MONGO, MONGO_EXPORTER_PORT, MONGO_PORT } from './mongo-constants';
import { MongoCredentials } from './mongo-credentials';
import { exporterContainer } from './mongo-exporter';
import { mongoPod } from './mongo-pod';
import { type StatefulMongoProps } from './stateful-mongo-props';
import { checkProps } from '../../props/check-props';
import { pickProps } from '../../props/pick-props';
import { TreeState } from '../../synthesis/tree-state';

const GRACE_PERIOD = Duration.seconds(120);

/**
 * A MongoDB replica set: a StatefulSet, its headless Service, and a reconciler in each pod that initiates the set and
 * adds and removes members (see scripts/mongo/README.md). The reconciler was tested with the real mongosh against a test
 * double of MongoDB's wire protocol, not against mongod.
 */
export class StatefulMongo extends Construct {
  /** The StatefulSet. */
  public readonly workload: StatefulWorkload;

  /** The headless Service that names the members. */
  public readonly service: HeadlessService;

  /** The CronJob that stores dumps, if there is one. */
  public readonly backup?: ScheduledJob;

  /** The suspended CronJob from which a restore is started, where there are backups. */
  public readonly restore?: ScheduledJob;

  /** Name of the replica set. */
  public readonly replicaSetName: string;

  /** Labels that a pod of the namespace needs to be let in, where a NetworkPolicy guards the set. */
  public readonly clientLabels: { readonly [key: string]: string };

  private readonly names: MemberNames;
  private readonly hasOwnPeers: boolean;

  constructor(scope: Construct, id: string, props: StatefulMongoProps) {
    checkProps(scope, id, 'StatefulMongoProps', props);
    super(scope, id);
    this.names = memberNames(this, props, MONGO);
    this.hasOwnPeers = props.allowFrom !== undefined;
    const { name, serviceName, members, podLabels } = this.names;
    this.replicaSetName = props.replicaSetName ?? 'rs0';
    this.clientLabels = this.names.clientLabels;
    TreeState.of(this).addCheck(this, () => membershipProblems('a MongoDB replica set', members));
    TreeState.of(this).addCheck(this, () => this.credentialProblems(props));

    const pod = mongoPod(this, props, this.names, this.replicaSetName);
    const { exporter, backup } = props;
    const monitoring = new SetMonitoring(
      { name, namespace: props.namespace, metricsLabel: 'mongo-metrics', kind: 'mongodb', port: MONGO_EXPORTER_PORT },
      exporter,
    );
    this.workload = new StatefulWorkload(this, 'Resource', {
      ...pickProps('StatefulWorkloadProps', props),
      ...productionDefaults(this, props, this.names, MONGO, GRACE_PERIOD),
      ...pod,
      name,
      serviceName,
      selector: { matchLabels: podLabels },
      replicas: members,
      containerName: props.containerName ?? 'mongodb',
      ports: [{ number: MONGO_PORT, name: props.portName ?? 'mongo' }, ...(props.ports ?? [])],
      extraContainers: [
        ...(pod.extraContainers ?? []),
        ...(exporter ? [exporterContainer(exporter, props.resources, props.credentials ?? MongoCredentials.NONE)] : []),
      ],
      portAccess: [...monitoring.portAccess, ...(props.portAccess ?? [])],
    });
    this.service = new HeadlessService(this, 'Service', {
      name: serviceName,
      namespace: props.namespace,
      labels: monitoring.serviceLabels(props.labels),
      selector: podLabels,
      ports: [{ port: MONGO_PORT, name: props.servicePortName ?? 'peer' }, ...monitoring.servicePorts],
      publishNotReadyAddresses: true,
    });
    monitoring.addObjects(this, this.workload.networkPolicy !== undefined, (selectors) =>
      mongoAlerts(this.names, selectors, exporter ?? {}),
    );
    if (backup !== undefined) {
      this.backup = addBackup(this, props, this.names, backup);
      this.restore = addRestore(this, props, this.names, this.replicaSetName, backup);
    }
  }

  /** The API object of the StatefulSet. */
  public get resource(): ApiObject {
    return this.workload.resource;
  }

  /**
   * What a workload needs to connect: give it to the prop `connections`. MONGO_HOSTS (`HOST:PORT`, divided by commas) and
   * MONGO_REPLICA_SET, the labels of a client, and the network access. The workload brings its own user and password.
   */
  public get client(): IClient {
    return {
      env: Env.values({ MONGO_HOSTS: this.hosts.join(','), MONGO_REPLICA_SET: this.replicaSetName }),
      mounts: [],
      podLabels: this.clientLabels,
      allowTo: [toMembers(MONGO, this.names)],
      connectedBy: (pods) => {
        // Without `allowFrom`, the set admits pods that have `podLabels`.
        if (this.hasOwnPeers) this.workload._admitClient(pods, [{ port: MONGO_PORT }]);
      },
    };
  }

  /** `HOST:PORT` of all members. */
  public get hosts(): string[] {
    return this.names.hosts(MONGO_PORT);
  }

  /**
   * DNS name of a member within its namespace.
   *
   * @throws when there is no such member
   */
  public dnsName(ordinal: number): string {
    return this.names.dnsName(ordinal);
  }

  /** Connection string that names every member, so that a client finds the primary whichever member is down. */
  public connectionString(database: string = ''): string {
    return mongoConnectionString(this.names, this.replicaSetName, database);
  }

  private credentialProblems({ credentials, requireCredentials }: StatefulMongoProps): string[] {
    const hasCredentials = (credentials ?? MongoCredentials.NONE)._secret !== undefined;
    return !hasCredentials && (requireCredentials ?? Posture.of(this).requireCredentials)
      ? [
          'credentials are needed, got none: give MongoCredentials.secret(…), or set requireCredentials to false (posture PRODUCTION)',
        ]
      : [];
  }
}
