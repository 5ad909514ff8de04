import { createHash } from 'node:crypto';
import { type Pod, type PodIdentity } from './pod';
import { type ClaimSpec, type KubeObject, type PodTemplate } from './types';

/** What a controller sees and does. The cluster implements it. */
export interface ControllerHost {
  podsOf(owner: KubeObject): Pod[];
  /** Does nothing while the pod's name is held back (its node is down) or a pod of that name still ends. */
  createPod(
    owner: KubeObject,
    template: PodTemplate,
    name: string,
    identity: Pick<PodIdentity, 'hostname' | 'subdomain' | 'claims' | 'revision'>,
  ): void;
  declareClaim(owner: KubeObject, name: string, spec: ClaimSpec | undefined): void;
  removeClaim(namespace: string, name: string): Promise<void>;
  /** Seconds to wait before the next try after so many failures. */
  backoff(this: void, failures: number): number;
  /** Reconciles everything once more. */
  changed(): void;
  report(message: string): void;
}

/** Brings the pods one step nearer to what its object wants; called again after every change. */
export interface Controller {
  reconcile(object: KubeObject): void;
}

export function revisionOf(template: PodTemplate): string {
  return createHash('sha256').update(JSON.stringify(template)).digest('hex').slice(0, 10);
}
