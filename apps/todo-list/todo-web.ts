import { join } from 'node:path';
import { Duration } from 'cdk8s';
import { type ServiceType } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { ConfigFiles, Mount, Probe, ProbedDeployment, SecretFiles } from '../../lib';
import { BEFORE_INSTALL } from './hooks';

const HTTP_PORT = 80;

/** The web application and where its database is. */
export interface TodoWebProps {
  readonly release: string;
  readonly replicaCount: number;
  readonly serviceType: ServiceType;
  readonly servicePort: number;
  readonly databaseHost: string;
  readonly databasePassword: string;
}

/** The web application. */
export class TodoWeb extends Construct {
  constructor(scope: Construct, id: string, props: TodoWebProps) {
    super(scope, id);
    const name = `${props.release}-web`;
    const config = new ConfigFiles(this, 'config', {
      name: `${name}-config`,
      annotations: BEFORE_INSTALL,
      files: [join(__dirname, 'files/config.json')],
    });
    const { databaseHost, databasePassword } = props;
    const secret = new SecretFiles(this, 'secret', {
      name: `${name}-secret`,
      annotations: BEFORE_INSTALL,
      literals: {
        'secrets.json': `{
  "ConnectionStrings": {
    "ToDoDb": "Server=${databaseHost};Database=todo;User Id=postgres;Password=${databasePassword};"
  }
}
`,
      },
    });
    new ProbedDeployment(this, 'web', {
      name,
      selector: { matchLabels: { app: name } },
      replicas: props.replicaCount,
      containerName: 'web',
      image: 'kiamol/ch04-todo-list',
      ports: [{ number: HTTP_PORT }],
      mounts: [
        Mount.configMap('/app/config', config.name, { readOnly: true, items: { 'config.json': 'config.json' } }),
        Mount.secret('/app/secrets', secret.name, {
          readOnly: true,
          mode: 0o400,
          items: { 'secrets.json': 'secrets.json' },
        }),
      ],
      readiness: Probe.httpGet('/', { period: Duration.seconds(5) }),
      liveness: Probe.httpGet('/', { period: Duration.seconds(10), initialDelay: Duration.seconds(10) }),
      service: { port: props.servicePort, targetPort: HTTP_PORT, type: props.serviceType },
    });
  }
}
