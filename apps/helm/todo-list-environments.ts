import { ServiceType } from 'cdk8s-plus-27';
import { HookEngine } from '../../lib';
import { type PlainOptions } from '../../lib/helm';

/** What a deployer of todo-list can set; what is left out keeps its default. */
interface TodoListValues {
  readonly replicaCount?: number;
  readonly serviceType?: ServiceType.LOAD_BALANCER | ServiceType.NODE_PORT | ServiceType.CLUSTER_IP;
  readonly servicePort?: number;
  readonly databasePassword?: string;
}

const STAGING: TodoListValues = { replicaCount: 1, serviceType: ServiceType.CLUSTER_IP, servicePort: 80 };
const DEMO: TodoListValues = { replicaCount: 3, servicePort: 80 };

/** The plain output of todo-list for those who do not use Helm: kubectl in one environment, Argo CD in the other. */
export const TODO_LIST_ENVIRONMENTS: { readonly [name: string]: PlainOptions } = {
  staging: { releaseName: 'todo-list', values: { ...STAGING }, hooks: HookEngine.NONE },
  demo: { releaseName: 'todo-list', values: { ...DEMO }, hooks: HookEngine.ARGO_CD },
};
