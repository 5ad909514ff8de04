import { type Finding } from './finding';

/** A finding of a linter in the production apps that stays, and the reason. */
export interface Accepted {
  /** The tool, a space, and the rule's id there. */
  readonly rules: readonly string[];
  /** `Kind namespace/name`. All objects that run pods when left out. */
  readonly objects?: readonly string[];
  readonly reason: string;
}

const SINGLETONS = ['StatefulSet blog/mysql', 'StatefulSet todo/todo-list-db'];
const PROBES = ['checkov CKV_K8S_8', 'checkov CKV_K8S_9'];

/** All findings in the production apps. A test fails when a linter finds more, and when it finds less. */
export const ACCEPTED: readonly Accepted[] = [
  {
    rules: ['checkov CKV_K8S_43'],
    reason: 'The apps pin versions. A digest differs by registry, so whoever mirrors the images pins the digests.',
  },
  {
    rules: ['checkov CKV_K8S_15', 'kube-score container-image-pull-policy'],
    reason: 'With pinned versions, pulling always makes each restart depend on the registry and changes nothing else.',
  },
  {
    rules: ['kube-score deployment-has-host-podantiaffinity'],
    objects: [
      'Deployment local700/ps',
      'Deployment httpserver/httpserver',
      'Deployment mongo/parse-server',
      'Deployment todo/todo-list-web',
    ],
    reason: 'Topology spread constraints spread the pods over hosts and zones, and still let a small cluster run them.',
  },
  {
    rules: PROBES,
    objects: ['StatefulSet mongo/mongo'],
    reason: 'The reconciler and the exporter serve no clients. A failing probe would take the member out of service.',
  },
  {
    rules: PROBES,
    objects: ['StatefulSet redis/redis'],
    reason: 'Prometheus reports a hanging exporter as a target that is down. A failing probe would stop the master.',
  },
  {
    rules: ['kube-score pod-probes-identical'],
    objects: SINGLETONS,
    reason: 'Only the server ping works without a password. Liveness asks it less often and tolerates more failures.',
  },
  {
    rules: ['kube-score pod-probes-identical'],
    objects: ['Deployment httpserver/httpserver'],
    reason: 'The image has one endpoint, /healthz, and it depends on nothing outside of the process.',
  },
  {
    rules: ['checkov CKV_K8S_40', 'kube-score container-security-context-user-group-id'],
    objects: [
      'StatefulSet mongo/mongo',
      'CronJob mongo/mongo-backup',
      'CronJob mongo/mongo-restore',
      'StatefulSet redis/redis',
      'CronJob redis/redis-backup',
      'CronJob redis/redis-restore',
      ...SINGLETONS,
      'Deployment blog/ghost',
      'Deployment mongo/parse-server',
    ],
    reason: 'The image is made for this user, who owns its data directories and is in its passwd file.',
  },
  {
    rules: ['checkov CKV_K8S_35'],
    objects: [
      'Deployment local700/ps',
      'Job local700/migrate-ps',
      'StatefulSet mongo/mongo',
      'Deployment mongo/parse-server',
      'StatefulSet redis/redis',
      'Deployment blog/ghost',
      'Job todo/todo-list-db-test',
      'Job todo/todo-list-db-check',
    ],
    reason: 'The program reads the password from the environment only. The value is in a Secret.',
  },
  {
    rules: ['kube-score deployment-replicas', 'kube-score deployment-strategy'],
    objects: ['Deployment blog/ghost'],
    reason: 'Ghost keeps its images on one volume and does not support a second instance, not even during an update.',
  },
  {
    rules: ['kube-score service-type'],
    objects: ['Service httpserver/httpserver'],
    reason: 'The documented server is reached at node port 30001.',
  },
  {
    rules: ['kube-score service-targets-pod'],
    objects: ['Service redis/redis-0', 'Service redis/redis-1', 'Service redis/redis-2'],
    reason: 'False alarm: the StatefulSet controller sets the selected label, so the pod template does not have it.',
  },
  {
    rules: ['kube-score statefulset-has-poddisruptionbudget'],
    objects: SINGLETONS,
    reason: 'A budget for a single pod has no effect or blocks the drain of its node.',
  },
  {
    rules: ['kube-score statefulset-has-host-podantiaffinity'],
    objects: SINGLETONS,
    reason: 'A single pod has no other pod to avoid.',
  },
];

/** The findings that a table entry accepts; all of its rules' findings where it names no objects. */
export function findingsOf(accepted: Accepted, found: readonly Finding[]): Finding[] {
  return found.filter(
    ({ rule, object }) => accepted.rules.includes(rule) && (accepted.objects?.includes(object) ?? true),
  );
}
