import { Duration, Size } from 'cdk8s';
import { Cpu, ServiceType } from 'cdk8s-plus-27';
import { type Construct } from 'constructs';
import { BarePod, ConfigFiles, Env, Mount, Probe, ProbedDeployment, Resources } from '../../lib';
import { DocumentedChart } from '../documented-chart';

/** An HTTP server with graceful start and stop, guaranteed resources, and probes. */
export class HttpServer extends DocumentedChart {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const labels = { app: 'httpserver' };
    new ProbedDeployment(this, 'httpserver', {
      name: 'httpserver',
      namespace: 'default',
      labels,
      selector: { matchLabels: labels },
      replicas: 4,
      image: 'miraclewong/httpserver:v8',
      command: ['/httpserver'],
      ports: [{ number: 80 }],
      resources: Resources.guaranteed(Cpu.millis(500), Size.mebibytes(512)),
      liveness: Probe.httpGet('/healthz', { initialDelay: Duration.seconds(10), period: Duration.seconds(5) }),
      readiness: Probe.httpGet('/healthz', {
        initialDelay: Duration.seconds(30),
        period: Duration.seconds(5),
        successThreshold: 2,
      }),
      service: { port: 80, targetPort: 80, nodePort: 30001, type: ServiceType.NODE_PORT },
    });
  }
}

/** Configuration apart from code: a pod that reads a ConfigMap as environment and as files. */
export class ConfigMapDemo extends DocumentedChart {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const game = new ConfigFiles(this, 'game', {
      name: 'game-demo',
      literals: {
        player_initial_lives: '3',
        ui_properties_file_name: 'user-interface.properties',
        'game.properties': 'enemy.types=aliens,monsters\nplayer.maximum-lives=5\n',
        'user-interface.properties': 'color.good=purple\ncolor.bad=yellow\nallow.textmode=true\n',
      },
    });
    new BarePod(this, 'demo', {
      name: 'configmap-demo-pod',
      containerName: 'demo',
      image: 'alpine',
      command: ['sleep', '3600'],
      env: [
        Env.configMapKey('PLAYER_INITIAL_LIVES', game.name, 'player_initial_lives'),
        Env.configMapKey('UI_PROPERTIES_FILE_NAME', game.name, 'ui_properties_file_name'),
      ],
      mounts: [
        Mount.configMap('/config', game.name, {
          volumeName: 'config',
          readOnly: true,
          items: {
            'game.properties': 'game.properties',
            'user-interface.properties': 'user-interface.properties',
          },
        }),
      ],
    });
  }
}
