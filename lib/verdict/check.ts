import { type Manifest, objectName } from '../testing/equivalence/manifest';
import { positionOf } from '../testing/equivalence/origin';
import { type ManifestSource, readManifests } from '../testing/equivalence/source';
import { clusterObjects } from './cluster-objects';
import { fieldSteps } from './field-steps';
import { type KubernetesProblem } from './kubernetes-problem';
import { kubernetesVersion, type KubernetesVersion } from './kubernetes-version';
import { VerdictServer } from './verdict-server';

export interface CheckOptions {
  /** The version of Kubernetes, such as `1.34`, or several. */
  readonly kubernetes: string | readonly string[];

  /**
   * The namespace of objects that name none.
   * @default 'default'
   */
  readonly defaultNamespace?: string;
}

/** What the API servers answer. */
export interface CheckResult {
  /** The versions that were asked. */
  readonly versions: readonly KubernetesVersion[];

  /** `Kind namespace/name` of each object that was asked about. */
  readonly objects: readonly string[];

  /** Errors and warnings, in the order of the objects. */
  readonly problems: readonly KubernetesProblem[];

  /** How many objects every version accepts. */
  readonly accepted: number;

  /** How many objects a version refuses. */
  readonly refused: number;

  /** `Kind namespace/name` of the objects whose kind the server does not have, and no CustomResourceDefinition of the source. */
  readonly unknown: readonly string[];
}

/**
 * Asks the API server of some versions whether it would create each object, without a cluster. The server's own code
 * decodes, defaults and validates the object. The CustomResourceDefinitions, Namespaces (with their Pod Security levels)
 * and ValidatingAdmissionPolicies of the source count as being in the cluster.
 *
 * @throws VerdictPackageError when the package of a version is not installed
 * @throws ManifestError when the source is not manifests
 */
export function check(source: ManifestSource, options: CheckOptions): CheckResult {
  const versions = [...new Set([options.kubernetes].flat().map(kubernetesVersion))];
  if (versions.length === 0) throw new Error('kubernetes names no version');
  const manifests = readManifests(source);
  const problems: KubernetesProblem[] = [];
  const unknown: string[] = [];
  let refused = 0;

  const surroundings = clusterObjects(manifests);
  for (const version of versions) VerdictServer.of(version).give(surroundings);
  for (const manifest of manifests) {
    const found = new Map<string, { problem: KubernetesProblem; versions: KubernetesVersion[] }>();
    const add = (version: KubernetesVersion, problem: Omit<KubernetesProblem, 'versions'>) => {
      const key = JSON.stringify(problem);
      const same = found.get(key);
      if (same !== undefined) same.versions.push(version);
      else found.set(key, { problem: { ...problem, versions: [] }, versions: [version] });
    };
    for (const version of versions) {
      const answer = VerdictServer.of(version).ask({ object: manifest, namespace: options.defaultNamespace });
      if (answer.outcome === 'unknown' && !unknown.includes(objectName(manifest))) unknown.push(objectName(manifest));
      const object = objectName(manifest);
      for (const each of answer.problems ?? []) {
        add(version, { severity: 'error', object, ...each, ...placeOf(manifest, each.field) });
      }
      for (const message of answer.warnings ?? []) {
        const field = fieldOfWarning(message);
        add(version, { severity: 'warning', object, reason: 'Warning', field, message, ...placeOf(manifest, field) });
      }
    }
    const all = [...found.values()].map(({ problem, versions: by }) => ({ ...problem, versions: by }));
    if (all.some(({ severity }) => severity === 'error')) refused += 1;
    problems.push(...all);
  }
  const objects = manifests.map(objectName);
  return { versions, objects, problems, accepted: manifests.length - refused - unknown.length, refused, unknown };
}

function placeOf(manifest: Manifest, field = ''): Pick<KubernetesProblem, 'file' | 'line' | 'column'> {
  const { file, line, column } = positionOf(manifest, fieldSteps(manifest, field));
  return { file, line, column };
}

/** Warnings begin with the field that they are about: `spec.template.spec.nodeSelector[beta.kubernetes.io/os]: …`. */
function fieldOfWarning(message: string): string | undefined {
  return /^((?:metadata|spec|data|webhooks|rules|subjects)[^\s:]*): /.exec(message)?.[1];
}
