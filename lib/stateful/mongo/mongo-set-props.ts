import { type MemberSetProps } from '../members/member-set-props';

/** What every MongoDB replica set takes. The props of the workload describe the `mongod` container. */
export interface MongoSetProps extends MemberSetProps {
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
   * Name of the port of the headless Service.
   *
   * @default "peer"
   */
  readonly servicePortName?: string;
}
