/** The chart versions that the document walks through. */
export enum TodoListVersion {
  /** PostgreSQL 11.6. */
  V1 = 1,
  /** PostgreSQL 11.8, with a command that never starts it: the upgrade is rolled back. */
  V2 = 2,
  /** The command is gone; a test Job asks the database. */
  V3 = 3,
  /** A Job refuses the upgrade of a database that is not at 11.6. */
  V4 = 4,
}
