import { ServiceType } from 'cdk8s-plus-27';
import { HelmChart, HelmRule, HelmValues } from '../../lib/helm';
import { TodoList } from '../todo-list/todo-list';
import { type TodoListVersion } from '../todo-list/versions';

/** Document 002's chart, in one of the versions that the document walks through. */
export function todoListChart(version: TodoListVersion, outdir: string): HelmChart {
  const values = new HelmValues();
  const chart = new HelmChart({
    name: 'todo-list',
    version: `0.${version}.0`,
    appVersion: '1.0.0',
    description: 'A to-do list on PostgreSQL, upgraded atomically',
    notes:
      `Installed Kiamol to-do list ${values.chart.version}. This is how to get the URL:\n` +
      ` $ kubectl get svc ${values.release.name}-web -o jsonpath='http://{.status.loadBalancer.ingress[0].*}:8012'\n`,
    values,
    // The document's Jobs read the Secret of the release `todo`; apps/ reproduces it.
    accept: [HelmRule.RELEASE_BOUND_NAME],
    outdir,
  });
  new TodoList(chart, 'todo-list', {
    release: values.release.name,
    version,
    replicaCount: values.int('replicaCount', { default: 2, minimum: 0, description: 'Number of web pods' }),
    serviceType: values.enum('serviceType', {
      default: ServiceType.LOAD_BALANCER,
      options: [ServiceType.LOAD_BALANCER, ServiceType.NODE_PORT, ServiceType.CLUSTER_IP],
      description: 'Type of the Service in front of the web pods',
    }) as ServiceType,
    servicePort: values.int('servicePort', {
      default: 8012,
      minimum: 1,
      maximum: 65535,
      description: 'Port of that Service',
    }),
    databasePassword: values.string('databasePassword', {
      default: 'todo-list',
      // It becomes a part of a connection string, which a semicolon would end.
      pattern: '^[^;]+$',
      description: "Password of the database's superuser",
    }),
  });
  return chart;
}
