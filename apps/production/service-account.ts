import { type Chart } from 'cdk8s';
import { ServiceAccount } from 'cdk8s-plus-27';
import { type MigrationHookJob } from '../../lib';

/**
 * A service account for one workload, without a token: what somebody allows the namespace's default account is not
 * allowed to its pods, and a mesh knows them by a name of their own.
 *
 * @param name name of the account, which the workload mentions
 * @param job the workload, if it is a hook: it needs its account before the release's own objects are there
 */
export function addServiceAccount(chart: Chart, name: string, job?: MigrationHookJob): void {
  const account = new ServiceAccount(chart, `${name}-account`, {
    metadata: { name, annotations: job?.hook.before().annotations },
  });
  job?.resource.addDependency(account);
}
