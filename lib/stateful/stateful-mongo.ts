import { type ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { HeadlessService } from '../network/headless-service';
import { Posture } from '../posture';
import { defaultName } from '../workloads/default-name';
import { type ScheduledJob } from '../workloads/scheduled-job';
import { clientLabels } from './client-labels';
import { MemberNames, membershipProblems } from './member-names';
import { mongoAlerts } from './mongo-alerts';
import { addBackup } from './mongo-backup';
import { MongoBootstrap } from './mongo-bootstrap';
import { MONGO_EXPORTER_PORT, MONGO_PORT } from './mongo-constants';
import { MongoCredentials } from './mongo-credentials';
import { exporterContainer } from './mongo-exporter';
import { reconciledMongo } from './mongo-reconciler';
import { scriptedMongo } from './mongo-scripted';
import { SetMetrics } from './set-metrics';
import { type StatefulMongoProps } from './stateful-mongo-props';
import { StatefulWorkload } from './stateful-workload';

/**
 * A MongoDB replica set: a StatefulSet, its headless Service, and what initiates the set.
 *
 * By default a reconciler runs beside each member (scripts/mongo/README.md says what it does). It was tested with the
 * real mongosh against a double of MongoDB's wire protocol: no mongod took part.
 */
export class StatefulMongo extends Construct {
  /** The StatefulSet. */
  public readonly workload: StatefulWorkload;

  /** The headless Service that names the members. */
  public readonly service: HeadlessService;

  /** The CronJob that stores dumps, if there is one. */
  public readonly backup?: ScheduledJob;

  /** Name of the replica set. */
  public readonly replicaSetName: string;

  /** Labels that a pod of the namespace needs to be let in, where the reconciler runs and a NetworkPolicy guards it. */
  public readonly clientLabels: { readonly [key: string]: string };

  private readonly names: MemberNames;

  /** @throws when a backup is asked for without the reconciler, whose scripts it uses */
  constructor(scope: Construct, id: string, props: StatefulMongoProps) {
    super(scope, id);
    const members = props.members ?? 3;
    const name = props.name ?? defaultName(this);
    const serviceName = props.serviceName ?? name;
    const bootstrap = props.bootstrap ?? MongoBootstrap.reconciler();
    this.replicaSetName = props.replicaSetName ?? 'rs0';
    this.clientLabels = clientLabels(name);
    this.names = new MemberNames(name, serviceName, members);
    this.node.addValidation({ validate: () => membershipProblems('a MongoDB replica set', members) });
    this.node.addValidation({ validate: () => this.credentialProblems(props, bootstrap) });

    const podLabels = props.podLabels ?? { 'app.kubernetes.io/name': 'mongodb', 'app.kubernetes.io/instance': name };
    const names = { name, serviceName, replicaSetName: this.replicaSetName, members, podLabels };
    const plan = bootstrap._isReconciled
      ? reconciledMongo(this, props, names)
      : scriptedMongo(this, props, names, bootstrap);
    const { exporter, backup } = props;
    const metrics = new SetMetrics(
      { name, namespace: props.namespace, metricsLabel: 'mongo-metrics', kind: 'mongodb', port: MONGO_EXPORTER_PORT },
      exporter,
    );
    this.workload = new StatefulWorkload(this, 'Resource', {
      ...props,
      ...plan.workload,
      name,
      serviceName,
      podLabels,
      replicas: members,
      containerName: props.containerName ?? 'mongodb',
      ports: [{ number: MONGO_PORT, name: props.portName ?? 'mongo' }, ...(props.ports ?? [])],
      extraContainers: [
        ...(plan.workload.extraContainers ?? []),
        ...(exporter ? [exporterContainer(exporter, props.resources, props.credentials ?? MongoCredentials.NONE)] : []),
      ],
      portAccess: [...metrics.portAccess, ...(props.portAccess ?? [])],
    });
    this.service = new HeadlessService(this, 'Service', {
      name: serviceName,
      namespace: props.namespace,
      labels: metrics.serviceLabels(props.labels),
      selector: podLabels,
      ports: [{ port: MONGO_PORT, name: props.servicePortName ?? 'peer' }, ...metrics.servicePorts],
      publishNotReadyAddresses: plan.publishNotReadyAddresses,
    });
    metrics.addObjects(this, this.workload.networkPolicy !== undefined, (series) =>
      mongoAlerts(names, series, exporter ?? {}),
    );
    if (backup) {
      if (!bootstrap._isReconciled) {
        throw new Error(
          `[${this.node.path}] a backup needs the reconciler, got another bootstrap: its scripts are not there`,
        );
      }
      this.backup = addBackup(this, props, names, this.hosts, backup);
    }
  }

  /** The API object of the StatefulSet. */
  public get resource(): ApiObject {
    return this.workload.resource;
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

  /** Connection string that names every member, so that a client finds the primary whoever is down. */
  public connectionString(database: string = ''): string {
    return `mongodb://${this.hosts.join(',')}/${database}?replicaSet=${this.replicaSetName}`;
  }

  private credentialProblems(props: StatefulMongoProps, bootstrap: MongoBootstrap): string[] {
    const hasCredentials = (props.credentials ?? MongoCredentials.NONE)._secret !== undefined;
    if (hasCredentials && !bootstrap._isReconciled) {
      return ['credentials need the reconciler, got another bootstrap: nobody gives them to mongod'];
    }
    return !hasCredentials && (props.requireCredentials ?? Posture.of(this).requireCredentials)
      ? [
          'credentials are needed, got none: give MongoCredentials.secret(…), or set requireCredentials to false (posture PRODUCTION)',
        ]
      : [];
  }
}
