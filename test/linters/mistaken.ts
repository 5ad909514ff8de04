import { type Finding } from './finding';

/** What a linter says of the production apps, and has wrong. */
export interface Mistaken {
  readonly rule: string;
  readonly objects: readonly string[];
  readonly reason: string;
}

const SINGLETONS = ['StatefulSet blog/mysql', 'StatefulSet todo/todo-list-db'];

/** Findings that are no exceptions: the rule as its tool documents it is kept. One that no tool makes fails the test. */
export const MISTAKEN: readonly Mistaken[] = [
  {
    rule: 'kube-score service-targets-pod',
    objects: ['Service redis/redis-0', 'Service redis/redis-1', 'Service redis/redis-2'],
    reason:
      'they select by statefulset.kubernetes.io/pod-name, which the controller sets and the template does not show',
  },
  {
    rule: 'kube-score statefulset-has-poddisruptionbudget',
    objects: SINGLETONS,
    reason: 'a budget over a single pod either does nothing or keeps its node from being drained',
  },
  {
    rule: 'kube-score statefulset-has-host-podantiaffinity',
    objects: SINGLETONS,
    reason: 'a single pod has none to keep off',
  },
];

export function isMistaken({ rule, object }: Finding): boolean {
  return MISTAKEN.some((each) => each.rule === rule && each.objects.includes(object));
}
