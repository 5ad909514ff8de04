import { type PodManagementPolicy } from 'cdk8s-plus-27';
import { type ClaimTemplateProps } from '../pod/claim';
import { type Probe } from '../pod/probe';
import { type MembershipProps } from './membership-props';
import { type MongoBackupOptions } from './mongo-backup-options';
import { type MongoBootstrap } from './mongo-bootstrap';
import { type MongoCredentials } from './mongo-credentials';
import { type MongoExporterOptions } from './mongo-exporter';
import { type ClaimRetention } from './stateful-workload';

/** A MongoDB replica set. The props of the workload describe the `mongod` container. */
export interface StatefulMongoProps extends MembershipProps {
  /**
   * Number of members, odd.
   *
   * @default 3
   */
  readonly members?: number;

  /**
   * Name of the replica set.
   *
   * @default "rs0"
   */
  readonly replicaSetName?: string;

  /**
   * Name of the container's port.
   *
   * @default "mongo"
   */
  readonly portName?: string;

  /**
   * Name of the headless Service.
   *
   * @default - the set's name
   */
  readonly serviceName?: string;

  /**
   * Name of the port of the headless Service.
   *
   * @default "peer"
   */
  readonly servicePortName?: string;

  /**
   * Claim of each member, mounted at /data/db.
   *
   * @default - 100Gi where the reconciler runs; else none: data goes with the pod
   */
  readonly storage?: ClaimTemplateProps;

  /**
   * What happens to the claims when the set is deleted.
   *
   * @default - not written: they stay
   */
  readonly retainWhenDeleted?: ClaimRetention;

  /**
   * What happens to the claims of members that a scale-down removes.
   *
   * @default - not written: they stay
   */
  readonly retainWhenScaled?: ClaimRetention;

  /**
   * How the members of a new set find each other.
   *
   * @default MongoBootstrap.reconciler()
   */
  readonly bootstrap?: MongoBootstrap;

  /**
   * Keeps clients away until it succeeds.
   *
   * @default - primary or secondary, asked every 20 s, where the reconciler runs; else none
   */
  readonly readiness?: Probe;

  /**
   * One member after the other, or all at once.
   *
   * @default - all at once where the reconciler runs, else OrderedReady, chosen by the API server
   */
  readonly podManagement?: PodManagementPolicy;

  /**
   * The root user and the keyfile, where the reconciler runs; refused where it does not. Needed in posture PRODUCTION.
   *
   * @default MongoCredentials.NONE
   */
  readonly credentials?: MongoCredentials;

  /**
   * Domain of the cluster, by which members call each other.
   *
   * @default "cluster.local"
   */
  readonly clusterDomain?: string;

  /**
   * A Prometheus exporter beside each mongod, and the objects by which the Prometheus operator finds and judges it.
   *
   * @default - none
   */
  readonly exporter?: MongoExporterOptions;

  /**
   * A CronJob that stores a dump on a claim. Needs the reconciler.
   *
   * @default - none
   */
  readonly backup?: MongoBackupOptions;
}
