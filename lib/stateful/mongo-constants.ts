/** The port that MongoDB listens on. */
export const MONGO_PORT = 27017;

/** Where mongod keeps its data. */
export const MONGO_DATA_PATH = '/data/db';
