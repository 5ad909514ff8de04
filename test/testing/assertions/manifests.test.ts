import { ApiObject, App, Chart } from 'cdk8s';
import { Manifests } from '../../../lib/testing/assertions/manifests';
import { Match } from '../../../lib/testing/assertions/match';

function webChart(app = new App()): Chart {
  const chart = new Chart(app, 'web-chart');
  const deployment = (name: string, replicas: number, image: string) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'shop', labels: { 'app.kubernetes.io/name': name } },
    spec: { replicas, template: { spec: { containers: [{ name: 'app', image }] } } },
  });
  new ApiObject(chart, 'web', deployment('web', 2, 'nginx:1.25'));
  new ApiObject(chart, 'api', deployment('api', 1, 'api:3'));
  new ApiObject(chart, 'service', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web-c8a1b2' },
    spec: { ports: [{ port: 80 }] },
  });
  return chart;
}

/** The message of what an assertion throws. */
function failure(assertion: () => void): string {
  try {
    assertion();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('the assertion did not fail');
}

describe('sources', () => {
  test('fromChart has the resources of the chart', () => {
    expect(Manifests.fromChart(webChart()).all.map((each) => each.kind)).toEqual([
      'Deployment',
      'Deployment',
      'Service',
    ]);
  });

  test('fromApp has the resources of all its charts', () => {
    // GIVEN
    const app = new App();
    webChart(app);
    new ApiObject(new Chart(app, 'second'), 'config', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' } });

    // THEN
    const manifests = Manifests.fromApp(app);
    manifests.resourceCountIs('Deployment', 2);
    manifests.resourceCountIs('ConfigMap', 1);
  });

  test('fromYaml has the resources of every document and list, read as Kubernetes does', () => {
    // GIVEN
    const manifests = Manifests.fromYaml(
      [
        'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: { big: 12345678901234567890 }',
        'apiVersion: v1\nkind: List\nitems:\n- { apiVersion: v1, kind: Secret, metadata: { name: b } }',
        'apiVersion: v1\nkind: Pod\nmetadata: { name: c }\nspec: { volumes: [{ secret: { defaultMode: 0400 } }] }',
      ].join('\n---\n'),
    );

    // THEN
    expect(manifests.all.map((each) => each.kind)).toEqual(['ConfigMap', 'Secret', 'Pod']);
    manifests.hasResource('Pod', 'c', { spec: { volumes: [{ secret: { defaultMode: 256 } }] } });
    expect(failure(() => manifests.hasResource('ConfigMap', { data: { big: 'x' } }))).toContain('12345678901234567890');
    expect(() => Manifests.fromYaml('kind: Pod')).toThrow('has no apiVersion');
  });

  test('fromFile has the resources of a file and says where it is wrong', () => {
    expect(Manifests.fromFile('test/documented/kuard/kuard-pod.yaml').all).toHaveLength(1);
    expect(Manifests.fromFile('test/documented/kuard').all.length).toBeGreaterThan(10);
    expect(() => Manifests.fromFile('test/documented/kuard/files/my-config.txt')).toThrow(
      'my-config.txt:2:1: the document is the string',
    );
    expect(() => Manifests.fromFile('none.yaml')).toThrow('none.yaml: no such file or folder');
  });

  test('a chart that does not validate is refused, as by synth', () => {
    // GIVEN
    const chart = webChart();
    chart.node.addValidation({ validate: () => ['the port 80 is named by nobody'] });

    // THEN
    expect(() => Manifests.fromChart(chart)).toThrow('the port 80 is named by nobody');
  });

  test('the list of all resources is a copy', () => {
    // GIVEN
    const manifests = Manifests.fromChart(webChart());

    // WHEN
    (manifests.all as unknown[]).pop();

    // THEN
    expect(manifests.all).toHaveLength(3);
  });
});

describe('resourceCountIs', () => {
  test('counts a kind, of one API version where it is given', () => {
    // GIVEN
    const manifests = Manifests.fromChart(webChart());

    // THEN
    manifests.resourceCountIs('Deployment', 2);
    manifests.resourceCountIs('apps/v1/Deployment', 2);
    manifests.resourceCountIs('extensions/v1beta1/Deployment', 0);
    manifests.resourceCountIs('v1/Service', 1);
    manifests.resourceCountIs('Secret', 0);
  });

  test('lists what it found', () => {
    // GIVEN
    const manifests = Manifests.fromChart(webChart());

    // THEN
    expect(failure(() => manifests.resourceCountIs('Deployment', 1))).toBe(
      'expected 1 of kind Deployment, got 2: Deployment shop/web, Deployment shop/api',
    );
    expect(failure(() => manifests.resourceCountIs('Secret', 1))).toBe(
      'expected 1 of kind Secret, got 0: there are Deployment, Service',
    );
  });
});

describe('hasResource', () => {
  test('finds by kind, by name, by pattern and by all of them', () => {
    // GIVEN
    const manifests = Manifests.fromChart(webChart());

    // THEN
    manifests.hasResource('Deployment');
    manifests.hasResource('Deployment', 'web');
    manifests.hasResource('Service', 'web-*');
    manifests.hasResource('Deployment', { spec: { replicas: 1 } });
    manifests.hasResource('Deployment', Match.objectLike({ spec: { replicas: 1 } }));
    manifests.hasResource('Deployment', 'web', {
      spec: { template: { spec: { containers: [{ image: Match.stringLike('nginx:*') }] } } },
    });
  });

  test('names the kinds that there are when the kind is missing', () => {
    // GIVEN
    const manifests = Manifests.fromChart(webChart());

    // THEN
    expect(failure(() => manifests.hasResource('Secret', 'x'))).toBe(
      'there is no Secret; there are Deployment, Service',
    );
    expect(failure(() => manifests.hasResource('deployment'))).toBe('there is no deployment; did you mean Deployment?');
    expect(failure(() => manifests.hasResource('apps/v1beta1/Deployment'))).toBe(
      'there is no apps/v1beta1/Deployment; did you mean apps/v1/Deployment?',
    );
    expect(failure(() => Manifests.fromChart(new Chart(new App(), 'empty')).hasResource('Pod'))).toBe(
      'there is no Pod; there are no resources at all',
    );
  });

  test('lists the names that there are when the name is missing', () => {
    // GIVEN
    const manifests = Manifests.fromChart(webChart());

    // THEN
    expect(failure(() => manifests.hasResource('Deployment', 'wbe', { spec: {} }))).toBe(
      'no Deployment is named "wbe"; there are Deployment shop/web, Deployment shop/api',
    );
  });

  test('shows where the closest resource differs and not the whole of it', () => {
    // GIVEN
    const manifests = Manifests.fromChart(webChart());

    // WHEN
    const message = failure(() =>
      manifests.hasResource('Deployment', {
        metadata: { labels: { 'app.kubernetes.io/name': 'web' } },
        spec: { replicas: 3, template: { spec: { containers: [{ image: Match.stringLike('nginx:*') }] } } },
      }),
    );

    // THEN
    expect(message).toBe(
      [
        'no Deployment matches the pattern; the closest is Deployment shop/web, which differs at',
        '  spec.replicas',
        '    expected: 3',
        '    got:      2',
        'further off: Deployment shop/api',
      ].join('\n'),
    );
  });

  test('writes paths so that they can be typed', () => {
    // GIVEN
    const manifests = Manifests.fromChart(webChart());

    // WHEN
    const message = failure(() =>
      manifests.hasResource('Deployment', 'api', {
        metadata: { labels: { 'app.kubernetes.io/name': Match.absent() } },
        spec: { template: { spec: { containers: [{ image: 'api:4', args: ['-v'] }] } } },
      }),
    );

    // THEN
    expect(message).toBe(
      [
        'no Deployment "api" matches the pattern; the closest is Deployment shop/api, which differs at',
        '  metadata.labels[app.kubernetes.io/name]',
        '    expected: absent',
        '    got:      "api"',
        '  spec.template.spec.containers[name=app].image',
        '    expected: "api:4"',
        '    got:      "api:3"',
        '  spec.template.spec.containers[name=app].args',
        '    expected: ["-v"]',
        '    got:      absent',
      ].join('\n'),
    );
  });

  test('cuts long values and long lists of mismatches', () => {
    // GIVEN
    const chart = new Chart(new App(), 'c');
    const data = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`k${i}`, 'v'.repeat(5000)]));
    new ApiObject(chart, 'config', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' }, data });

    // WHEN
    const pattern = { data: Object.fromEntries(Object.keys(data).map((key) => [key, 'w'])) };
    const message = failure(() => Manifests.fromChart(chart).hasResource('ConfigMap', pattern));

    // THEN
    expect(message.length).toBeLessThan(4000);
    expect(message).toContain('… (5002 characters)');
    expect(message).toContain('  and 12 more');
  });
});

describe('findResources', () => {
  test('returns the resources themselves, and an empty list when none matches', () => {
    // GIVEN
    const manifests = Manifests.fromChart(webChart());

    // THEN
    expect(manifests.findResources('Deployment', { spec: { replicas: 2 } })).toEqual([
      expect.objectContaining({ metadata: expect.objectContaining({ name: 'web' }) as unknown }),
    ]);
    expect(manifests.findResources('Deployment', 'a*')).toHaveLength(1);
    expect(manifests.findResources('Deployment', 'web', { spec: { replicas: 1 } })).toEqual([]);
  });
});

describe('hasNoResource', () => {
  test('holds when none matches and names those that do', () => {
    // GIVEN
    const manifests = Manifests.fromChart(webChart());

    // THEN
    manifests.hasNoResource('Secret');
    manifests.hasNoResource('Deployment', 'web', { spec: { replicas: 1 } });
    expect(failure(() => manifests.hasNoResource('Deployment', { spec: { replicas: 1 } }))).toBe(
      'expected no Deployment that matches { "spec": { "replicas": 1 } }, got Deployment shop/api',
    );
    expect(failure(() => manifests.hasNoResource('Service', 'web-*'))).toBe(
      'expected no Service "web-*", got Service web-c8a1b2',
    );
  });
});

describe('allResources', () => {
  test('shows each resource that does not match and where', () => {
    // GIVEN
    const manifests = Manifests.fromChart(webChart());

    // THEN
    manifests.allResources('Deployment', { metadata: { namespace: 'shop' } });
    expect(failure(() => manifests.allResources('Deployment', { spec: { replicas: 1 } }))).toBe(
      [
        'expected every Deployment to match the pattern, but 1 of 2 do not',
        'Deployment shop/web',
        '  spec.replicas',
        '    expected: 1',
        '    got:      2',
      ].join('\n'),
    );
  });

  test('fails when there is nothing to check', () => {
    expect(failure(() => Manifests.fromChart(webChart()).allResources('Secret', {}))).toBe(
      'there is no Secret; there are Deployment, Service',
    );
  });
});
