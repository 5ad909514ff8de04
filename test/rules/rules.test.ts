import { ApiObject, type App, Chart, JsonPatch, Testing } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { Rules, validateResource } from '../../lib/rules/rules';

function service(scope: Construct, id: string, port: number): ApiObject {
  return new ApiObject(scope, id, {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web' },
    spec: { ports: [{ port }] },
  });
}

class Watched extends Construct {
  readonly resource: ApiObject;
  constructor(scope: Construct, id: string, port: number) {
    super(scope, id);
    this.resource = service(this, 'Resource', port);
    validateResource(this, this.resource);
  }
}

function message(app: App): string {
  try {
    app.synthYaml();
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}

describe('validateResource', () => {
  test('a sound object synthesizes', () => {
    // GIVEN
    const app = Testing.app();
    new Watched(new Chart(app, 'chart'), 'web', 80);

    // THEN
    expect(app.synthYaml()).toContain('port: 80');
  });

  test('reports all problems of the tree in one message, each with its construct', () => {
    // GIVEN
    const app = Testing.app();
    new Watched(new Chart(app, 'one'), 'web', 0);
    new Watched(new Chart(app, 'two'), 'web', 70000);

    // THEN
    expect(message(app)).toBe(
      [
        'Validation failed with the following errors:',
        '[one/web] spec.ports[0].port: must be between 1 and 65535, got 0',
        '[two/web] spec.ports[0].port: must be between 1 and 65535, got 70000',
      ].join('\n  '),
    );
  });

  test('judges what is written, patches included', () => {
    // GIVEN
    const app = Testing.app();
    const sound = new Watched(new Chart(app, 'sound'), 'web', 0);
    const broken = new Watched(new Chart(app, 'broken'), 'web', 80);

    // WHEN
    sound.resource.addJsonPatch(JsonPatch.replace('/spec/ports/0/port', 80));
    broken.resource.addJsonPatch(JsonPatch.replace('/spec/ports/0/port', '80'));

    // THEN
    expect(message(app).split('\n')).toEqual([
      'Validation failed with the following errors:',
      '  [broken/web] spec.ports[0].port: must be between 1 and 65535, got "80"',
    ]);
  });
});

describe('Rules.applyTo', () => {
  test('checks raw objects and those of cdk8s-plus', () => {
    // GIVEN
    const app = Testing.app();
    const chart = new Chart(app, 'chart');
    service(chart, 'raw', 0);
    new Deployment(chart, 'plus', {
      metadata: { name: 'Plus' },
      containers: [{ image: 'web', securityContext: { ensureNonRoot: false } }],
    });

    // WHEN
    Rules.applyTo(chart);

    // THEN
    expect(message(app).split('\n').slice(1)).toEqual([
      '  [chart] raw spec.ports[0].port: must be between 1 and 65535, got 0',
      '  [chart] plus/Resource metadata.name: must be a lowercase RFC 1123 subdomain of at most 253 characters, got "Plus"',
    ]);
  });

  test('reports nothing twice, however scopes and constructs overlap', () => {
    // GIVEN
    const app = Testing.app();
    const chart = new Chart(app, 'chart');
    new Watched(chart, 'watched', 0);
    service(chart, 'raw', 0);

    // WHEN
    Rules.applyTo(app);
    Rules.applyTo(chart);
    Rules.applyTo(chart);

    // THEN
    expect(message(app).split('\n').slice(1)).toEqual([
      '  [chart] raw spec.ports[0].port: must be between 1 and 65535, got 0',
      '  [chart/watched] spec.ports[0].port: must be between 1 and 65535, got 0',
    ]);
  });
});
