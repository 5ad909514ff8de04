import { type ApiObject, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { ClusterService } from '../network/cluster-service';
import { HeadlessService } from '../network/headless-service';
import { Env } from '../pod/env';
import { Mount, type MountOptions } from '../pod/mount';
import { type Probe } from '../pod/probe';
import { type SecretKey } from '../pod/secret-key';
import { Posture } from '../posture';
import { BareReplicaSet } from '../workloads/bare-replica-set';
import { defaultName } from '../workloads/default-name';
import { ProbedDeployment } from '../workloads/probed-deployment';
import { UnprobedDeployment } from '../workloads/unprobed-deployment';
import { type ReplicatedWorkload } from '../workloads/replicated-workload';
import { DeploymentStrategy } from '../workloads/deployment-strategy';
import { type WorkloadProps } from '../workloads/workload-props';
import { type DatabaseEngine } from './database-engine';
import { type DatabaseStorage } from './database-storage';
import { PersistentClaim } from './persistent-claim';
import { StatefulWorkload } from './stateful-workload';

/** What keeps the one pod of a database running. */
export enum DatabaseController {
  /** At most one pod at any time, also when its node is lost. */
  STATEFUL_SET = 'StatefulSet',
  /** In PRODUCTION the old pod goes before the new one starts. */
  DEPLOYMENT = 'Deployment',
  /** Never rolls the pod to a changed template: only to reproduce a document. */
  REPLICA_SET = 'ReplicaSet',
}

/** One database in one pod. The props of the workload describe its container. */
export interface DatabaseSingletonProps extends WorkloadProps {
  /**
   * What the image expects: port, data directory, probes, writable directories, user. Each can be given on its own.
   *
   * @default - nothing is known of the image
   */
  readonly engine?: DatabaseEngine;

  /**
   * The administrator's password, mounted as a file. Needs an engine. It is read at the first initialisation only.
   *
   * @default - none
   */
  readonly adminPassword?: SecretKey;

  /**
   * Port that the database listens on, in the pod and in front of it.
   *
   * @default - the engine's
   */
  readonly port?: number;

  /**
   * Directory in which the database keeps its data.
   *
   * @default - the engine's
   */
  readonly dataPath?: string;

  /** The claim mounted there. */
  readonly storage: DatabaseStorage;

  /**
   * How the claim is mounted, for example with a `subPath`.
   *
   * @default - its directory `data` with an engine: a fresh volume has lost+found in its root; else its root
   */
  readonly storageMount?: MountOptions;

  /**
   * Keeps traffic away until it succeeds.
   *
   * @default - none
   */
  readonly readiness?: Probe;

  /**
   * What keeps the pod running.
   *
   * @default DatabaseController.STATEFUL_SET
   */
  readonly controller?: DatabaseController;

  /**
   * How a Deployment replaces the pod; other controllers have no choice.
   *
   * @default - the old pod goes first in PRODUCTION, else not written
   */
  readonly strategy?: DeploymentStrategy;

  /**
   * Number of pods as the manifest writes it: 1, or nothing, which means 1.
   *
   * @default - not written
   */
  readonly replicas?: number;

  /**
   * Whether the Service writes the pod's port too.
   *
   * @default - not written: the same as the Service's
   */
  readonly serviceTargetPort?: number;

  /**
   * Labels of the Service.
   *
   * @default - the chart's
   */
  readonly serviceLabels?: { readonly [key: string]: string };
}

/** One database with its claim and its Service. */
export class DatabaseSingleton extends Construct {
  /** What keeps the pod running. */
  public readonly workload: ReplicatedWorkload;

  /** The Service, named as the workload. */
  public readonly service: ClusterService;

  /** The headless Service that gives the pod of a StatefulSet its name. */
  public readonly podService?: HeadlessService;

  /** The claim, if it is the database's own. */
  public readonly claim?: PersistentClaim;

  /** @throws when port or data path are unknown, an admin password has no engine, or more than one replica is asked for: two databases on one volume destroy it */
  constructor(scope: Construct, id: string, props: DatabaseSingletonProps) {
    super(scope, id);
    if (props.replicas !== undefined && props.replicas > 1) {
      throw new Error(
        `[${this.node.path}] a singleton has one replica, got ${props.replicas}: two databases on one volume destroy it`,
      );
    }
    if (props.adminPassword !== undefined && props.engine === undefined) {
      throw new Error(
        `[${this.node.path}] adminPassword needs an engine, got none: nobody knows how the image takes it`,
      );
    }
    this.claim = props.storage._claim && new PersistentClaim(this, 'Claim', props.storage._claim);
    const claimName = this.claim?.name ?? props.storage._existing ?? '';
    const name = props.name ?? defaultName(this);
    const containerName = props.containerName ?? props.name ?? id.toLowerCase();
    const { engine } = props;
    const port = this.known('port', props.port ?? engine?.props.port);
    const dataPath = this.known('dataPath', props.dataPath ?? engine?.props.dataPath);
    const data = Mount.claim(dataPath, claimName, props.storageMount ?? (engine && { subPath: 'data' }));
    const described = engine === undefined ? props : withEngine(this, engine, props, dataPath);
    this.workload = this.run({ ...described, name, containerName, mounts: [data, ...(described.mounts ?? [])] }, port);
    if (this.workload instanceof StatefulWorkload) {
      // The Service that clients use has an address, and such a one names no pods.
      this.podService = new HeadlessService(this, 'Pods', {
        name: `${name}-pods`,
        namespace: props.namespace,
        labels: props.serviceLabels,
        selector: this.workload.podLabels,
      });
    }
    this.service = new ClusterService(this, 'Service', {
      name,
      namespace: props.namespace,
      labels: props.serviceLabels,
      selector: this.workload.podLabels,
      ports: [{ port, targetPort: props.serviceTargetPort }],
    });
  }

  /** Host name of the database within its namespace. */
  public get host(): string {
    return this.service.name;
  }

  /** The API object of the workload. */
  public get resource(): ApiObject {
    return this.workload.resource;
  }

  private known<T>(prop: string, value?: T): T {
    if (value === undefined) {
      throw new Error(`[${this.node.path}] ${prop} is needed, got none: give it, or an engine`);
    }
    return value;
  }

  private run(props: DatabaseSingletonProps & { readonly name: string }, port: number): ReplicatedWorkload {
    // A drain must be able to take the only pod there is: a budget over it would block the drain for good.
    const declared = (props.ports ?? []).some(({ number }) => number === port);
    const ports = [...(declared ? [] : [{ number: port }]), ...(props.ports ?? [])];
    const singleton = { ...props, ports, disruptionBudget: false, spread: false };
    switch (props.controller ?? DatabaseController.STATEFUL_SET) {
      case DatabaseController.REPLICA_SET:
        return new BareReplicaSet(this, 'Resource', singleton);
      case DatabaseController.DEPLOYMENT: {
        // Two pods cannot hold one ReadWriteOnce volume, so that a rolling update would hang.
        const strategy = props.strategy ?? (Posture.of(this).resilientJobs ? DeploymentStrategy.recreate() : undefined);
        const { readiness, ...rest } = singleton;
        return readiness === undefined
          ? new UnprobedDeployment(this, 'Resource', { ...rest, strategy })
          : new ProbedDeployment(this, 'Resource', { ...rest, readiness, strategy });
      }
      case DatabaseController.STATEFUL_SET:
        return new StatefulWorkload(this, 'Resource', { ...singleton, serviceName: `${props.name}-pods` });
    }
  }
}

const PASSWORD_PATH = '/password';

/** What the engine says, under what the user says. */
function withEngine(
  scope: Construct,
  engine: DatabaseEngine,
  props: DatabaseSingletonProps,
  dataPath: string,
): DatabaseSingletonProps {
  const { user, passwordFileVariable, dataDirectoryVariable } = engine.props;
  const password = props.adminPassword;
  return {
    ...props,
    startup: props.startup ?? engine.startup,
    liveness: props.liveness ?? engine.liveness,
    readiness: props.readiness ?? engine.readiness,
    terminationGracePeriod: props.terminationGracePeriod ?? Duration.seconds(120),
    security: props.security ?? Posture.of(scope).security?.with({ user, group: user, fsGroup: user }),
    env: [
      ...(dataDirectoryVariable === undefined ? [] : [Env.value(dataDirectoryVariable, `${dataPath}/pgdata`)]),
      ...(password === undefined ? [] : [Env.value(passwordFileVariable, `${PASSWORD_PATH}/password`)]),
      ...(props.env ?? []),
    ],
    mounts: [
      // A directory that the user mounts is the user's.
      ...engine.scratchMounts.filter(({ path }) => !(props.mounts ?? []).some((mount) => mount.path === path)),
      ...(password === undefined
        ? []
        : [
            Mount.secret(PASSWORD_PATH, password.secretName, {
              volumeName: 'password',
              mode: 0o440,
              readOnly: true,
              items: { [password.key]: 'password' },
            }),
          ]),
      ...(props.mounts ?? []),
    ],
  };
}
