import { HelmChart } from '../../lib/helm';
import { TksContract } from '../tks-contract/tks-contract';

/** Document 001's chart: a Job that makes the database before the application is installed. */
export function tksContractChart(outdir: string): HelmChart {
  const chart = new HelmChart({
    name: 'tks-contract',
    version: '0.1.0',
    appVersion: '1.16.0',
    description: 'Makes the database, the role and the tables of tks-contract before it is installed',
    outdir,
  });
  const { values } = chart;
  const port = { minimum: 1, maximum: 65535 };
  values.describe('args', 'How the application reaches its database');
  values.describe('db', 'How the Job reaches the database');
  new TksContract(chart, 'tks-contract', {
    release: values.release.name,
    // The document reads a value that its values.yaml does not have; the namespace of the release is what it means.
    namespace: values.release.namespace,
    args: {
      port: values.int('args.port', { default: 9110, description: 'Port that the application listens on', ...port }),
      dbUrl: values.string('args.dbUrl', { default: 'postgresql.decapod-db.svc', description: 'Host of the database' }),
      dbPort: values.int('args.dbPort', { default: 5432, description: 'Port of the database', ...port }),
      dbUser: values.string('args.dbUser', { default: 'tksuser', description: 'Role of the application' }),
      dbPassword: values.string('args.dbPassword', { default: 'password', description: 'Password of that role' }),
    },
    db: {
      adminUser: values.string('db.adminUser', {
        default: 'postgres',
        description: 'Role that may create databases and roles',
      }),
      adminPassword: values.string('db.adminPassword', { default: 'password', description: 'Password of that role' }),
      dbName: values.string('db.dbName', { default: 'tks', description: 'Database that the Job makes' }),
    },
  });
  return chart;
}
