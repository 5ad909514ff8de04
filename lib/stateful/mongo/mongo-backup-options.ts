import { type Duration } from 'cdk8s';
import { type BackupOptions } from '../members/backup-options';
import { type MongoCredentials } from './mongo-credentials';

/**
 * A CronJob that stores a dump of the whole replica set, as of the moment when the dump ends: `mongodump --oplog`, from
 * a secondary that has caught up, or the primary where there is none. `mongodump` and `mongosh` are those of the set's
 * image.
 *
 * @see https://www.mongodb.com/docs/database-tools/mongodump/
 */
export interface MongoBackupOptions extends BackupOptions {
  /**
   * Time after which a dump is ended as failed, in whole seconds.
   *
   * @default - 6 h
   */
  readonly activeDeadline?: Duration;

  /**
   * The user that reads; role `backup` on the database `admin` suffices. The keyfile's key is not read.
   *
   * @default - the root user of the set
   */
  readonly credentials?: MongoCredentials;
}
