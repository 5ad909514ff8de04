import { type MemberNames } from '../members/member-names';
import { MONGO_PORT } from './mongo-constants';

/** Connection string that names every member, so that a client finds the primary whichever member is down. */
export function mongoConnectionString(names: MemberNames, replicaSetName: string, database: string): string {
  return `mongodb://${names.hosts(MONGO_PORT).join(',')}/${database}?replicaSet=${replicaSetName}`;
}
