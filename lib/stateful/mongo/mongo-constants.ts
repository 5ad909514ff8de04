import { type MemberSetKind } from '../members/member-set';

/** The port that MongoDB listens on. */
export const MONGO_PORT = 27017;

/** The port of the exporter. */
export const MONGO_EXPORTER_PORT = 9216;

/** Where mongod keeps its data. */
export const MONGO_DATA_PATH = '/data/db';

/** MongoDB, as the parts that all sets share know it; the user is that of the official image. */
export const MONGO: MemberSetKind = { app: 'mongodb', user: 999, ports: [MONGO_PORT] };
