// One PostgreSQL with a dump each night, and a Job that makes a database with its role and its schema.
import { App, Chart, Cron, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import {
  DatabaseEngine,
  DatabaseSingleton,
  DatabaseStorage,
  ExternalResources,
  Hook,
  NetworkPeer,
  PersistentClaim,
  PostgresBootstrapJob,
  Resources,
} from 'cdk8s-patterns';

export const app = new App();
const chart = new Chart(app, 'postgres', { namespace: 'shop' });
ExternalResources.of(chart).secret('postgres-admin', ['password']).secret('orders-database', ['password']);
const backups = new PersistentClaim(chart, 'backups', { name: 'postgres-backup', storage: Size.gibibytes(20) });
const admin = { secretName: 'postgres-admin', key: 'password' };

const postgres = new DatabaseSingleton(chart, 'postgres', {
  name: 'postgres',
  engine: DatabaseEngine.POSTGRES,
  image: 'postgres:15.8',
  adminPassword: admin,
  storage: DatabaseStorage.claim({ name: 'postgres', storage: Size.gibibytes(20) }),
  resources: Resources.guaranteed(Cpu.units(1), Size.gibibytes(1)),
  backup: { schedule: Cron.daily(), claimName: backups.name },
});

new PostgresBootstrapJob(chart, 'orders', {
  name: 'orders-database',
  image: 'postgres:15.8',
  hook: Hook.NONE,
  host: postgres.host,
  adminUser: 'postgres',
  adminPassword: admin,
  database: 'orders',
  role: 'orders',
  rolePassword: { secretName: 'orders-database', key: 'password' },
  server: NetworkPeer.pods(postgres.workload.selectorLabels),
  sql: { literals: { '001-orders.sql': 'CREATE TABLE IF NOT EXISTS orders (id bigint PRIMARY KEY);\n' } },
});

app.synth();
