import { Duration, Size } from 'cdk8s';
import { Construct } from 'constructs';
import { Env, Mount, PersistentClaim, Probe, ProbedDeployment, SecretFiles } from '../../lib';
import { BEFORE_INSTALL } from './hooks';
import { TodoListVersion } from './versions';

const POSTGRES_PORT = 5432;
const PASSWORD_KEY = 'POSTGRES_PASSWORD';

/** The database and its password. */
export interface TodoDatabaseProps {
  readonly release: string;
  readonly version: TodoListVersion;
  readonly databasePassword: string;
}

/** PostgreSQL in one pod, its data on a claim. */
export class TodoDatabase extends Construct {
  /** Host name of the database. */
  public readonly host: string;

  constructor(scope: Construct, id: string, props: TodoDatabaseProps) {
    super(scope, id);
    const name = `${props.release}-db`;
    const secret = new SecretFiles(this, 'secret', {
      name: `${name}-secret`,
      annotations: BEFORE_INSTALL,
      literals: { [PASSWORD_KEY]: props.databasePassword },
    });
    // A hook in the original: Helm would delete it, and the data with it, at the next install.
    const claim = new PersistentClaim(this, 'postgres-claim', { name: `${name}-pvc`, storage: Size.mebibytes(50) });
    new ProbedDeployment(this, 'postgres', {
      name,
      selector: { matchLabels: { app: name } },
      containerName: 'db',
      image: props.version === TodoListVersion.V1 ? 'postgres:11.6-alpine' : 'postgres:11.8-alpine',
      command: props.version === TodoListVersion.V2 ? ['sh', '-c', 'sleep 30m'] : undefined,
      ports: [{ number: POSTGRES_PORT }],
      env: [Env.value('POSTGRES_PASSWORD_FILE', '/secrets/postgres_password')],
      mounts: [
        Mount.claim('/var/lib/postgresql/data', claim.name),
        Mount.secret('/secrets', secret.name, { mode: 0o400, items: { [PASSWORD_KEY]: 'postgres_password' } }),
      ],
      readiness: Probe.tcpSocket({ port: POSTGRES_PORT, period: Duration.seconds(5) }),
      liveness: Probe.exec(['pg_isready', '-h', 'localhost'], {
        period: Duration.seconds(10),
        initialDelay: Duration.seconds(10),
      }),
      service: { port: POSTGRES_PORT },
    });
    this.host = name;
  }
}
