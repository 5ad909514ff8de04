import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Chart, Duration, Size } from 'cdk8s';
import { Cpu, ServiceType } from 'cdk8s-plus-27';
import { type Construct } from 'constructs';
import {
  ConfigFiles,
  DatabaseEngine,
  DatabaseSingleton,
  DatabaseStorage,
  Env,
  ExternalResources,
  Hook,
  HookEvent,
  MigrationHookJob,
  Mount,
  NetworkPeer,
  Probe,
  ProbedDeployment,
  Resources,
  SecurityProfile,
} from '../../lib';

const HTTP_PORT = 8080;
const POSTGRES_PORT = 5432;
const CHECK_SCRIPT = 'check-postgres-version.sh';
const WAIT_SCRIPT = 'wait-for-database.sh';

function script(name: string): string {
  return readFileSync(join(__dirname, 'files/todo-list', name), 'utf8');
}

/** The release and its Secrets. */
export interface ProductionTodoListProps {
  /** Name of the release, which everything is named after. */
  readonly release: string;
  /** Namespace. */
  readonly namespace: string;
  /** Name of a Secret with the keys POSTGRES_PASSWORD and secrets.json; it must be there before the release. */
  readonly credentials: string;
}

/** The to-do list as it would be run: one Secret whatever the release, and a check that asks the server itself. */
export class ProductionTodoList extends Chart {
  constructor(scope: Construct, id: string, props: ProductionTodoListProps) {
    super(scope, id, { namespace: props.namespace });
    const { release, credentials } = props;
    ExternalResources.of(this).secret(credentials, ['POSTGRES_PASSWORD', 'secrets.json']);
    const database = new DatabaseSingleton(this, 'db', {
      name: `${release}-db`,
      serviceAccount: { name: `${release}-db` },
      selector: { matchLabels: { app: `${release}-db` } },
      engine: DatabaseEngine.POSTGRES,
      image: 'postgres:16.6',
      adminPassword: { secretName: credentials, key: 'POSTGRES_PASSWORD' },
      storage: DatabaseStorage.claim({ name: `${release}-db`, storage: Size.gibibytes(1) }),
      resources: Resources.guaranteed(Cpu.millis(500), Size.mebibytes(512), Size.mebibytes(1280)),
    });
    const toDatabase = {
      peers: [NetworkPeer.pods(database.workload.selectorLabels)],
      ports: [{ port: POSTGRES_PORT }],
    };

    const config = new ConfigFiles(this, 'config', {
      name: `${release}-web-config`,
      files: [join(__dirname, '../todo-list/files/config.json')],
    });
    new ProbedDeployment(this, 'web', {
      name: `${release}-web`,
      serviceAccount: { name: `${release}-web` },
      replicas: 2,
      image: 'kiamol/ch04-todo-list:1.0.0',
      ports: [{ number: HTTP_PORT, name: 'http' }],
      env: [Env.value('ASPNETCORE_URLS', `http://+:${HTTP_PORT}`)],
      mounts: [
        Mount.configMap('/app/config', config.name, { readOnly: true }),
        Mount.secret('/app/secrets', credentials, {
          readOnly: true,
          mode: 0o440,
          items: { 'secrets.json': 'secrets.json' },
        }),
        Mount.emptyDir('/tmp', { sizeLimit: Size.mebibytes(64) }),
      ],
      security: SecurityProfile.restricted({ user: 10001, group: 10001, fsGroup: 10001 }),
      resources: Resources.guaranteed(Cpu.millis(250), Size.mebibytes(256), Size.mebibytes(192)),
      startup: Probe.httpGet('/', { period: Duration.seconds(5), failureThreshold: 24 }),
      liveness: Probe.tcpSocket({ period: Duration.seconds(20), timeout: Duration.seconds(5) }),
      readiness: Probe.httpGet('/', { period: Duration.seconds(5), timeout: Duration.seconds(5) }),
      allowTo: [toDatabase],
      service: { port: 8012, targetPort: HTTP_PORT, portName: 'http', type: ServiceType.LOAD_BALANCER },
    });

    const client = {
      image: 'postgres:16.6',
      env: [
        ...Env.values({ PGHOST: database.host, PGDATABASE: 'todo', PGUSER: 'postgres' }),
        Env.secretKey('PGPASSWORD', credentials, 'POSTGRES_PASSWORD'),
      ],
      security: SecurityProfile.restricted({ user: 10001, group: 10001 }),
      resources: Resources.guaranteed(Cpu.millis(100), Size.mebibytes(64), Size.mebibytes(128)),
      allowTo: [toDatabase],
    };
    new MigrationHookJob(this, 'test', {
      ...client,
      name: `${release}-db-test`,
      serviceAccount: { name: `${release}-db-test` },
      hook: Hook.on([HookEvent.TEST]),
      scripts: { [WAIT_SCRIPT]: script(WAIT_SCRIPT) },
      command: [
        `/scripts/${WAIT_SCRIPT}`,
        'psql',
        '-v',
        'ON_ERROR_STOP=1',
        '-c',
        'SELECT COUNT(*) FROM "public"."ToDos"',
      ],
    });
    new MigrationHookJob(this, 'check', {
      ...client,
      name: `${release}-db-check`,
      serviceAccount: { name: `${release}-db-check` },
      hook: Hook.on([HookEvent.PRE_UPGRADE], { weight: 10 }),
      scripts: { [WAIT_SCRIPT]: script(WAIT_SCRIPT), [CHECK_SCRIPT]: script(CHECK_SCRIPT) },
      command: [`/scripts/${WAIT_SCRIPT}`, `/scripts/${CHECK_SCRIPT}`],
    });
  }
}
