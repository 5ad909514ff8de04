import { type Pod } from './pod';
import { type Controller, type ControllerHost, revisionOf } from './controller';
import { type StatefulSetObject } from './types';

/** StatefulSet: stable names and claims, ordered or parallel management, rolling update from the highest ordinal. */
export class StatefulSetController implements Controller {
  constructor(private readonly host: ControllerHost) {}

  reconcile(set: StatefulSetObject): void {
    const { spec } = set;
    const replicas = spec.replicas ?? 1;
    const ordered = spec.podManagementPolicy !== 'Parallel';
    const pods = new Map(this.host.podsOf(set).map((pod) => [ordinalOf(pod), pod]));
    if (this.removeExcess(set, pods, replicas, ordered)) return;
    for (let ordinal = 0; ordinal < replicas; ordinal++) {
      const pod = pods.get(ordinal);
      if (pod === undefined) this.create(set, ordinal);
      else if (pod.phase === 'Failed' || pod.phase === 'Succeeded') void pod.remove();
      if (ordered && pod?.ready !== true) return;
    }
    this.update(set, pods, replicas);
  }

  /** True while pods beyond the wanted number exist: neither creation nor update goes on then in ordered management. */
  private removeExcess(set: StatefulSetObject, pods: Map<number, Pod>, replicas: number, ordered: boolean): boolean {
    const excess = [...pods.keys()].filter((ordinal) => ordinal >= replicas).sort((a, b) => b - a);
    for (const ordinal of excess) {
      const pod = pods.get(ordinal);
      if (pod !== undefined && !pod.terminating) {
        void pod.remove().then(() => this.retain(set, pod));
      }
      if (ordered) return true;
    }
    return false;
  }

  private async retain(set: StatefulSetObject, pod: Pod): Promise<void> {
    if (set.spec.persistentVolumeClaimRetentionPolicy?.whenScaled !== 'Delete') return;
    for (const claim of pod.identity.claims.values()) await this.host.removeClaim(pod.identity.namespace, claim);
  }

  private create(set: StatefulSetObject, ordinal: number): void {
    const name = `${set.metadata.name}-${ordinal}`;
    const claims = (set.spec.volumeClaimTemplates ?? []).map((claim): [string, string] => {
      const claimName = `${claim.metadata.name}-${name}`;
      this.host.declareClaim(set, claimName, claim.spec);
      return [claim.metadata.name, claimName];
    });
    const { template } = set.spec;
    const labels = {
      ...template.metadata?.labels,
      'statefulset.kubernetes.io/pod-name': name,
      'apps.kubernetes.io/pod-index': String(ordinal),
    };
    this.host.createPod(set, { ...template, metadata: { ...template.metadata, labels } }, name, {
      hostname: name,
      subdomain: set.spec.serviceName,
      claims: new Map(claims),
      revision: revisionOf(template),
    });
  }

  private update(set: StatefulSetObject, pods: Map<number, Pod>, replicas: number): void {
    // apps/v1beta1 had OnDelete as its default
    const fallback = set.apiVersion === 'apps/v1beta1' ? 'OnDelete' : 'RollingUpdate';
    if ((set.spec.updateStrategy?.type ?? fallback) === 'OnDelete') return;
    const revision = revisionOf(set.spec.template);
    const partition = set.spec.updateStrategy?.rollingUpdate?.partition ?? 0;
    for (let ordinal = replicas - 1; ordinal >= partition; ordinal--) {
      const pod = pods.get(ordinal);
      if (pod === undefined || pod.terminating) return;
      if (pod.identity.revision !== revision) {
        void pod.remove();
        return;
      }
      if (!pod.ready) return;
    }
  }
}

function ordinalOf(pod: Pod): number {
  return Number(pod.name.slice(pod.name.lastIndexOf('-') + 1));
}
