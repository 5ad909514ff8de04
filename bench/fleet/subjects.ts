import { ApiObject, App, Chart, Duration, Size, Testing } from 'cdk8s';
import { Cpu, Deployment, ServiceType } from 'cdk8s-plus-27';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type * as Fleet from '../../lib/fleet';
import type * as Helm from '../../lib/helm';
import { published } from '../support/published';
import { buildFleet, type Manifest, manifests } from './fixture';

/** What is measured: `construct` and `synthesize` are timed, what is made before them is not. */
export interface Run {
  readonly construct: () => void;
  readonly synthesize: () => void;
  /** A second synthesis after a change of one chart. */
  readonly resynthesize?: () => void;
}

/** How to prepare a run over so many charts (or workloads of one Helm chart) that writes to a directory. */
type Subject = (count: number, outdir: string) => Run;

const { Posture, Probe, ProbedDeployment, Resources } = published();
const { FleetApp } = published<typeof Fleet>('fleet/index');
const { HelmChart } = published<typeof Helm>('helm/index');

function appRun<A extends App>(make: () => A, build: (app: A) => void): Run {
  let app: A;
  return {
    construct: () => {
      app = make();
      build(app);
    },
    synthesize: () => app.synth(),
  };
}

/** One `ProbedDeployment` with a Service: in posture PRODUCTION a PodDisruptionBudget and a NetworkPolicy come with it. */
function deployment(chart: Chart, i: number, image = `registry.example.com/svc-${i}:1.0.${i}`) {
  return new ProbedDeployment(chart, 'web', {
    name: `svc-${i}`,
    image,
    ports: [{ number: 8080 }],
    replicas: 3,
    resources: Resources.guaranteed(Cpu.millis(500), Size.mebibytes(512)),
    readiness: Probe.httpGet('/ready', { period: Duration.seconds(5) }),
    service: { port: 80, targetPort: 8080 },
  });
}

function deployments(app: App, count: number): void {
  for (let i = 0; i < count; i++) {
    deployment(new Chart(app, `chart-${i}`), i);
  }
}

/** The same workload with the constructs of cdk8s-plus, which write a Deployment and a Service. */
function plusDeployments(app: App, count: number): void {
  for (let i = 0; i < count; i++) {
    new Deployment(new Chart(app, `chart-${i}`), 'web', {
      metadata: { name: `svc-${i}` },
      replicas: 3,
      containers: [
        {
          image: `registry.example.com/svc-${i}:1.0.${i}`,
          portNumber: 8080,
          resources: {
            cpu: { request: Cpu.millis(500), limit: Cpu.millis(500) },
            memory: { request: Size.mebibytes(512), limit: Size.mebibytes(512) },
          },
        },
      ],
    }).exposeViaService({ serviceType: ServiceType.CLUSTER_IP, ports: [{ port: 80, targetPort: 8080 }] });
  }
}

/** Takes the validations off a finished tree, so that the cost of the checks can be told from that of the constructs. */
function withoutChecks(app: App): void {
  for (const { node } of app.node.findAll()) {
    (node as unknown as { _validations?: unknown })._validations = undefined;
  }
}

/** The objects that `deployments` makes, as plain data: those of the first chart with other names. */
function producedManifests(count: number): Manifest[][] {
  const app = new App();
  deployments(app, 1);
  const sample = JSON.stringify((app.charts[0] as Chart).toJson()).replaceAll(/svc-0|chart-0/g, '$&#');
  return Array.from(
    { length: count },
    (_, i) => JSON.parse(sample.replaceAll(/(svc|chart)-0#/g, `$1-${i}`)) as Manifest[],
  );
}

const fleet = (build: (app: App) => void) => (outdir: string) => appRun(() => new FleetApp({ outdir }), build);
const stock = (build: (app: App) => void) => (outdir: string) => appRun(() => new App({ outdir }), build);

export const SUBJECTS = {
  'stock: cdk8s-plus': (count, outdir) => stock((app) => plusDeployments(app, count))(outdir),
  'stock: constructs': (count, outdir) => stock((app) => deployments(app, count))(outdir),
  'stock: constructs, MINIMAL': (count, outdir) =>
    stock((app) => {
      Posture.MINIMAL.applyTo(app);
      deployments(app, count);
    })(outdir),
  // A unit test of one chart in an app of many: the first and a later one after a change.
  'stock: constructs, one chart tested': (count, outdir) => {
    let chart: Chart;
    let made: ReturnType<typeof deployment>;
    return {
      construct: () => {
        const app = new App({ outdir });
        deployments(app, count - 1);
        chart = new Chart(app, 'tested');
        made = deployment(chart, count);
      },
      synthesize: () => void Testing.synth(chart),
      resynthesize: () => {
        made.resource.metadata.addLabel('changed', 'yes');
        Testing.synth(chart);
      },
    };
  },
  'stock: objects': (count, outdir) => stock((app) => buildFleet(app, count, false))(outdir),
  'stock: chain of objects': (count, outdir) => stock((app) => buildFleet(app, count, true))(outdir),
  'fleet: cdk8s-plus': (count, outdir) => fleet((app) => plusDeployments(app, count))(outdir),
  'fleet: constructs': (count, outdir) => {
    let first: ReturnType<typeof deployment>;
    let app: InstanceType<typeof FleetApp>;
    return {
      construct: () => {
        app = new FleetApp({ outdir });
        for (let i = 0; i < count; i++) {
          const made = deployment(new Chart(app, `chart-${i}`), i);
          if (i === 0) first = made;
        }
      },
      synthesize: () => app.synth(),
      resynthesize: () => {
        first.resource.metadata.addLabel('changed', 'yes');
        app.synth();
      },
    };
  },
  'fleet: constructs, unchecked': (count, outdir) =>
    fleet((app) => {
      deployments(app, count);
      withoutChecks(app);
    })(outdir),
  'fleet: the same objects': (count, outdir) => {
    const charts = producedManifests(count);
    return fleet((app) =>
      charts.forEach((objects, i) => {
        const chart = new Chart(app, `chart-${i}`);
        objects.forEach((object) => new ApiObject(chart, object.kind, object));
      }),
    )(outdir);
  },
  'fleet: objects': (count, outdir) => fleet((app) => buildFleet(app, count, false))(outdir),
  'fleet: chain of objects': (count, outdir) => fleet((app) => buildFleet(app, count, true))(outdir),
  floor: (count, outdir) => {
    const charts = Array.from({ length: count }, (_, i) => manifests(i));
    return {
      construct: () => fs.mkdirSync(outdir, { recursive: true }),
      synthesize: () =>
        charts.forEach((chart, i) =>
          fs.writeFileSync(
            path.join(outdir, `svc-${i}.json`),
            chart.map((object) => JSON.stringify(object)).join('\n'),
          ),
        ),
    };
  },
  helm: (count, outdir) => {
    let app: InstanceType<typeof HelmChart>;
    return {
      construct: () => {
        app = new HelmChart({ name: 'bench', version: '1.0.0', outdir });
        const { values } = app;
        const chart = new Chart(app, 'bench');
        for (let i = 0; i < count; i++) {
          const tag = values.string(`svc${i}.tag`, { default: '1.0.0' });
          const replicas = values.int(`svc${i}.replicas`, { default: 3, minimum: 1 });
          new ProbedDeployment(chart, `web-${i}`, {
            name: `${values.release.name}-svc-${i}`,
            image: `registry.example.com/svc-${i}:${tag}`,
            ports: [{ number: 8080 }],
            replicas,
            resources: Resources.guaranteed(Cpu.millis(500), Size.mebibytes(512)),
            readiness: Probe.httpGet('/ready', { period: Duration.seconds(5) }),
            service: { port: 80, targetPort: 8080 },
          });
        }
      },
      synthesize: () => app.synth(),
    };
  },
} satisfies Record<string, Subject>;

export type SubjectName = keyof typeof SUBJECTS;
