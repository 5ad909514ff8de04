// Plain YAML for two environments: a class takes what differs as props.
import { App, Chart, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { Env, Probe, ProbedDeployment, Resources } from 'cdk8s-patterns';
import { type Construct } from 'constructs';

interface Environment {
  readonly replicas: number;
  readonly memory: Size;
  readonly logLevel: string;
}

class Web extends Chart {
  constructor(scope: Construct, id: string, { replicas, memory, logLevel }: Environment) {
    super(scope, id, { namespace: id });
    new ProbedDeployment(this, 'web', {
      name: 'web',
      image: 'registry.example.com/web:1.4.2',
      replicas,
      ports: [{ number: 8080 }],
      env: [Env.value('LOG_LEVEL', logLevel)],
      resources: Resources.guaranteed(Cpu.millis(500), memory),
      readiness: Probe.httpGet('/ready'),
      service: { port: 80, targetPort: 8080 },
    });
  }
}

export const app = new App();
new Web(app, 'staging', { replicas: 1, memory: Size.mebibytes(256), logLevel: 'debug' });
new Web(app, 'production', { replicas: 4, memory: Size.mebibytes(512), logLevel: 'info' });

app.synth();
