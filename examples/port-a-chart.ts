// A Helm chart as constructs. These commands prove that it writes what the old chart wrote:
//
//   helm template blog ./charts/blog > before.yaml
//   npx cdk8s synth
//   npx cdk8s-patterns equivalent dist/ before.yaml
//
// MINIMAL adds nothing to what the chart had. Once the port is proved, take `Posture.MINIMAL` away, look at what the
// production defaults add, and turn off by name what you do not want.
import { App, Chart, Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { Posture, Probe, ProbedDeployment, Resources } from 'cdk8s-patterns';

export const app = new App();
const labels = { 'app.kubernetes.io/name': 'blog', 'app.kubernetes.io/instance': 'blog' };
const chart = new Chart(app, 'blog', { labels });
Posture.MINIMAL.applyTo(chart);

new ProbedDeployment(chart, 'blog', {
  name: 'blog',
  selector: { matchLabels: labels },
  image: 'registry.example.com/blog:2.3.0',
  replicas: 2,
  ports: [{ number: 8080, name: 'http' }],
  resources: Resources.of({ cpuRequest: Cpu.millis(100), memoryLimit: Size.mebibytes(128) }),
  readiness: Probe.httpGet('/', { portName: 'http' }),
  liveness: Probe.httpGet('/', { portName: 'http', initialDelay: Duration.seconds(10) }),
  service: { port: 80, portName: 'http', targetPortName: 'http' },
});

app.synth();
