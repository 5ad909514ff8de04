import { ApiObject, type App, Chart } from 'cdk8s';

/** A manifest as it is written, keys in the order of the file. */
export type Manifest = { readonly apiVersion: string; readonly kind: string } & Record<string, unknown>;

/** The two objects of a service: what a platform team has thousands of. */
export function manifests(i: number): Manifest[] {
  const name = `svc-${i}`;
  const metadata = () => ({ labels: { app: name, team: `team-${i % 10}` }, name, namespace: 'prod' });
  const container = {
    env: [{ name: 'LOG_LEVEL', value: 'info' }],
    image: `registry.example.com/${name}:1.0.${i}`,
    name: 'main',
    ports: [{ containerPort: 8080 }],
    resources: { limits: { memory: '128Mi' }, requests: { cpu: '100m', memory: '128Mi' } },
  };
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: metadata(),
      spec: {
        replicas: 3,
        selector: { matchLabels: { app: name } },
        template: { metadata: { labels: { app: name } }, spec: { containers: [container] } },
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: metadata(),
      spec: { ports: [{ port: 80, targetPort: 8080 }], selector: { app: name } },
    },
  ];
}

/**
 * A chart of two objects for each service.
 *
 * @param chained whether each chart depends on the one before.
 */
export function buildFleet(app: App, count: number, chained: boolean): void {
  let previous: Chart | undefined;
  for (let i = 0; i < count; i++) {
    const chart = new Chart(app, `svc-${i}`);
    for (const manifest of manifests(i)) {
      new ApiObject(chart, manifest.kind, manifest);
    }
    if (chained && previous) {
      chart.addDependency(previous);
    }
    previous = chart;
  }
}
