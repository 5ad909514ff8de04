import { type ProductionMemberSetProps } from '../members/member-set-props';
import { type MongoBackupOptions } from './mongo-backup-options';
import { type MongoCredentials } from './mongo-credentials';
import { type MongoExporterOptions } from './mongo-exporter';
import { type MongoSetProps } from './mongo-set-props';

/** A MongoDB replica set. The props of the workload describe the `mongod` container. */
export interface StatefulMongoProps extends MongoSetProps, ProductionMemberSetProps {
  /**
   * The root user and the keyfile. Needed in posture PRODUCTION.
   *
   * @default MongoCredentials.NONE
   */
  readonly credentials?: MongoCredentials;

  /**
   * Refuse to be without credentials.
   *
   * @default - the posture's: true in PRODUCTION
   */
  readonly requireCredentials?: boolean;

  /**
   * A Prometheus exporter beside each mongod, and the objects by which the Prometheus operator finds and judges it.
   *
   * @default - none
   */
  readonly exporter?: MongoExporterOptions;

  /**
   * A CronJob that stores a dump on a claim.
   *
   * @default - none
   */
  readonly backup?: MongoBackupOptions;
}
