import { App, Chart, Duration } from 'cdk8s';
import {
  Env,
  Hook,
  HookEvent,
  MigrationHookJob,
  Posture,
  Probe,
  ProbedDeployment,
  ScriptedMongo,
  ScriptedRedis,
} from 'cdk8s-patterns';
import { type Construct } from 'constructs';

/** What `legacy.yaml` was rendered from a Helm chart for. */
export class Shop extends Chart {
  public readonly web: ProbedDeployment;

  public constructor(scope: Construct, id: string) {
    super(scope, id, { disableResourceNameHashes: true });
    Posture.MINIMAL.applyTo(this);

    const shop = { image: 'registry.example.com/shop:1.4.2', env: [Env.fromSecret('shop-database')] };
    new MigrationHookJob(this, 'migrate', {
      ...shop,
      name: 'shop-migrate',
      command: ['/app/migrate'],
      hook: Hook.on([HookEvent.PRE_INSTALL, HookEvent.PRE_UPGRADE]),
      backoffLimit: 1,
    });
    this.web = new ProbedDeployment(this, 'web', {
      ...shop,
      name: 'shop',
      selector: { matchLabels: { app: 'shop' } },
      replicas: 2,
      readiness: Probe.httpGet('/ready', { port: 8080, initialDelay: Duration.seconds(5) }),
      service: { port: 80, targetPort: 8080 },
    });
  }
}

/** The stateful sets, with configuration of the app's own. */
export class Stores extends Chart {
  public readonly mongo: ScriptedMongo;
  public readonly redis: ScriptedRedis;

  public constructor(scope: Construct, id: string) {
    super(scope, id, { disableResourceNameHashes: true });
    Posture.MINIMAL.applyTo(this);

    this.mongo = new ScriptedMongo(this, 'mongo', {
      name: 'mongo',
      selector: { matchLabels: { app: 'mongo' } },
      image: 'mongo:7.0.14',
      members: 3,
    });
    this.redis = new ScriptedRedis(this, 'redis', {
      name: 'redis',
      selector: { matchLabels: { app: 'redis' } },
      image: 'redis:7.4.1-alpine',
      members: 3,
      files: { literals: { 'redis.conf': 'port 6379\n', 'sentinel.conf': 'port 26379\n' } },
      redisCommand: ['redis-server', '/redis-config/redis.conf'],
      sentinelCommand: ['redis-sentinel', '/redis-config/sentinel.conf'],
    });
  }
}

export function makeApp(): App {
  const app = new App();
  new Shop(app, 'shop');
  new Stores(app, 'stores');
  return app;
}

if (require.main === module) makeApp().synth();
