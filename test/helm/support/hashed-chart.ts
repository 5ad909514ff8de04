import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import { ConfigFiles, Env, Mount, Posture, ProjectedSource, UnprobedDeployment } from '../../../lib';
import { HelmChart } from '../../../lib/helm';

/** What differs between two builds of the chart. */
export interface HashedChart {
  /** The default of a value that three of the workloads read. */
  readonly level: string;
  /** How many values are declared before. */
  readonly declaredBefore: number;
  readonly outdir?: string;
}

/** A chart with four workloads that read configuration in different ways. */
export function hashedChart({ level = 'info', declaredBefore = 0, outdir }: Partial<HashedChart>): HelmChart {
  const app = new HelmChart({ name: 'hashed', version: '1.0.0', outdir });
  const { values } = app;
  for (let i = 0; i < declaredBefore; i += 1) {
    values.string(`before${i}`, { default: 'x' });
  }
  const chart = new Chart(app, 'chart');
  Posture.custom({ configHash: true }).applyTo(chart);
  const { name } = values.release;
  values.string('unread', { default: 'y' });
  const levelText = values.string('level', { default: level });
  const hosts = values.list('hosts', { default: ['a', 'b'] });

  const settings = new ConfigFiles(chart, 'settings', {
    name: `${name}-settings`,
    literals: {
      level: levelText,
      json: JSON.stringify({ level: levelText, port: values.int('port', { default: 80 }) }),
      script: `#!/bin/sh\necho <&>\nport=${values.int('other', { default: 1 })}\n`,
      verbose: 'yes',
      special: 'é "quoted" \\ <b> {{ braces }}',
    },
  });
  values.when(values.bool('verbose', { default: false }), ApiObject.of(settings), '/data/verbose');
  ApiObject.of(settings).addJsonPatch(JsonPatch.add('/data/patched', `at ${levelText}`));
  new UnprobedDeployment(chart, 'web', {
    name: `${name}-web`,
    image: 'web:1.0',
    env: [Env.fromConfigMap(settings.name)],
  });

  const fixed = new ConfigFiles(chart, 'fixed-settings', { name: `${name}-fixed`, literals: { a: '1' } });
  new UnprobedDeployment(chart, 'fixed', {
    name: `${name}-fixed`,
    image: 'web:1.0',
    mounts: [Mount.configMap('/etc/fixed', fixed.name)],
  });

  const secret = new ApiObject(chart, 'secret', {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: `${name}-secret` },
    data: { fixed: Buffer.from('fixed').toString('base64') },
    stringData: { password: `p-${levelText}` },
  });
  new UnprobedDeployment(chart, 'projected', {
    name: `${name}-projected`,
    image: 'web:1.0',
    mounts: [Mount.projected('/etc/all', [ProjectedSource.secret(secret.name), ProjectedSource.configMap(fixed.name)])],
  });

  new UnprobedDeployment(chart, 'one-key', {
    name: `${name}-one-key`,
    image: 'web:1.0',
    env: [Env.configMapKey('LEVEL', settings.name, 'level')],
  });

  const item = values.item(hosts);
  const perHost = new ConfigFiles(chart, 'per-host', {
    name: `${name}-${item}`,
    literals: { host: `http://${item}`, tier: values.string('tier', { default: 'gold' }) },
  });
  const repeated = new ApiObject(chart, 'repeated', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `${name}-${item}` },
    spec: { containers: [{ name: 'main', image: 'web:1.0', envFrom: [{ configMapRef: { name: perHost.name } }] }] },
  });
  repeated.metadata.addAnnotation('cdk8s-patterns/config-hash', 'written by hand');
  values.each(hosts, perHost);
  values.each(hosts, repeated);
  return app;
}
