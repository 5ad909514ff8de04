// A report every night, one at a time, which may take an hour.
import { App, Chart, Cron, Duration, Size } from 'cdk8s';
import { ConcurrencyPolicy, Cpu } from 'cdk8s-plus-27';
import { NetworkRules, Resources, ScheduledJob } from 'cdk8s-patterns';

export const app = new App();
const chart = new Chart(app, 'cron', { namespace: 'shop' });

new ScheduledJob(chart, 'report', {
  name: 'report',
  image: 'registry.example.com/report:1.0.3',
  schedule: Cron.schedule({ minute: '30', hour: '2' }),
  timeZone: 'Europe/Berlin',
  concurrencyPolicy: ConcurrencyPolicy.FORBID,
  startingDeadline: Duration.hours(1),
  activeDeadline: Duration.hours(1),
  resources: Resources.guaranteed(Cpu.millis(500), Size.mebibytes(512)),
  // It counts the pods of its namespace.
  serviceAccount: { name: 'report', rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['list'] }] },
  allowTo: [NetworkRules.apiServer()],
});

app.synth();
