/** The port that MongoDB listens on. */
export const MONGO_PORT = 27017;

/** The port of the exporter. */
export const MONGO_EXPORTER_PORT = 9216;

/** Where mongod keeps its data. */
export const MONGO_DATA_PATH = '/data/db';

/** User and group of the official image. */
export const MONGO_USER = 999;
