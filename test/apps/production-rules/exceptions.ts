import { type CheckName } from './rules';

/** Where a production app does not do what rules ask for, and why. It counts for every rule with one of the checks. */
export interface Exception {
  readonly checks: readonly CheckName[];
  /** The objects, and the container where a check is of one's; all of them when left out. */
  readonly at?: readonly string[];
  readonly reason: string;
}

/** The exceptions of the production apps. One that no rule needs any more fails the test. */
export const EXCEPTIONS: readonly Exception[] = [
  {
    checks: ['digest'],
    reason:
      'a digest differs by registry and rebuild; the versions are pinned, and who mirrors the images pins the digests of the mirror',
  },
  {
    checks: ['pullAlways'],
    reason:
      'with pinned versions it changes nothing but to make each restart, a failover among them, depend on the registry',
  },
  {
    checks: ['priorityClass'],
    reason: "a priority class is the cluster's, and one that is not there keeps the pod from being made",
  },
  {
    checks: ['antiAffinity', 'deploymentAntiAffinity'],
    at: [
      'Deployment local700/ps',
      'Deployment httpserver/httpserver',
      'Deployment mongo/parse-server',
      'Deployment todo/todo-list-web',
    ],
    reason: 'topologySpreadConstraints over hosts and zones spread them, and still let a small cluster run them all',
  },
  {
    checks: ['livenessProbe', 'readinessProbe'],
    at: ['StatefulSet mongo/mongo reconciler'],
    reason: 'it serves nobody, and while it waits for the other members its own database must stay in service',
  },
  {
    checks: ['livenessProbe', 'readinessProbe'],
    at: ['StatefulSet redis/redis exporter'],
    reason:
      'Prometheus sees an exporter that hangs as a target that is down; as a failing probe, it would take a master out of service',
  },
  {
    checks: ['readinessProbe'],
    at: ['StatefulSet mongo/mongo exporter'],
    reason: 'its readiness would be that of the member: a failing one would take the primary out of service',
  },
  {
    checks: ['probesDiffer'],
    at: ['StatefulSet blog/mysql mysql', 'StatefulSet todo/todo-list-db todo-list-db'],
    reason:
      'the ping of the server is the only question without a password; liveness asks it less often and forgives more',
  },
  {
    checks: ['probesDiffer'],
    at: ['Deployment httpserver/httpserver httpserver'],
    reason: '/healthz is the one endpoint of the image, and it depends on nothing outside of the process',
  },
  {
    checks: ['highUser', 'highUserAndGroup'],
    at: [
      'StatefulSet mongo/mongo copy-keyfile',
      'StatefulSet mongo/mongo mongodb',
      'StatefulSet mongo/mongo reconciler',
      'CronJob mongo/mongo-backup backup',
      'StatefulSet redis/redis redis',
      'StatefulSet redis/redis sentinel',
      'CronJob redis/redis-backup backup',
      'StatefulSet blog/mysql mysql',
      'StatefulSet todo/todo-list-db todo-list-db',
      'Deployment blog/ghost ghost',
      'Deployment mongo/parse-server parse-server',
    ],
    reason:
      "it is the user that the image was made for, who owns the data directories and has a name in the image's passwd",
  },
  {
    checks: ['highUser', 'highUserAndGroup'],
    at: ['StatefulSet mongo/mongo exporter', 'StatefulSet redis/redis exporter'],
    reason: "it runs as the pod's user, which is that of the database's image",
  },
  {
    checks: ['secretsNotInEnv'],
    at: [
      'Deployment local700/ps ps',
      'Job local700/migrate-ps migrate-ps',
      'StatefulSet mongo/mongo exporter',
      'Deployment mongo/parse-server parse-server',
      'StatefulSet redis/redis exporter',
      'Deployment blog/ghost ghost',
      'Job todo/todo-list-db-test todo-list-db-test',
      'Job todo/todo-list-db-check todo-list-db-check',
    ],
    reason: 'the program reads it from the environment; the value is in a Secret all the same',
  },
  {
    checks: ['noPrivilegedPort', 'noUnsafeSysctl'],
    at: [
      'Deployment local700/ps',
      'Deployment local700/ps ps',
      'Deployment httpserver/httpserver',
      'Deployment httpserver/httpserver httpserver',
    ],
    reason:
      "the images listen on port 80; net.ipv4.ip_unprivileged_port_start is of the pod's own network namespace, and safe to the Pod Security Standard",
  },
  {
    checks: ['twoReplicas', 'rollingUpdate'],
    at: ['Deployment blog/ghost'],
    reason: 'Ghost keeps its images on one volume and knows no second instance, not even while it is replaced',
  },
  {
    checks: ['noNodePort', 'notExposed'],
    at: ['Service httpserver/httpserver'],
    reason: 'the documented server is reached by its node port 30001',
  },
  {
    checks: ['notExposed'],
    at: ['Service todo/todo-list-web'],
    reason: 'the documented list is reached by its load balancer',
  },
];
