import { applyDefaultsInPlace } from './apply-defaults';
import { canonicalInPlace } from './canonical';
import { checkTypes } from './check-types';
import { FieldPath } from './field-path';
import { groupOf, type Manifest } from './manifest';
import { type Normalisation, recordInto } from './normalisation';
import { prune } from './prune';
import { isBuiltInClusterScoped, isClusterScoped } from '../../kubernetes/scope';
import { type ManifestSource, readManifests } from './source';
import { currentVersion, upgrade, type UpgradeDefaults } from './upgrade';

export interface NormalizeOptions {
  /**
   * Whose defaults a removed API version gets: `target`, those of its successor; `source`, its own, written out.
   * @default 'target'
   */
  readonly upgradeDefaults?: UpgradeDefaults;
  /**
   * The namespace of objects that name none.
   * @default 'default'
   */
  readonly defaultNamespace?: string;
  /**
   * Whether the manifests are partial: nothing is filled in, and a written zero value is kept.
   * @default false
   */
  readonly partial?: boolean;
  /**
   * Whether lists whose order has no meaning stay in the order in which an API server stores them, rather than sorted.
   * @default false
   */
  readonly keepOrder?: boolean;
}

/** The manifests of a source in their canonical form, and what was changed to get there. */
export function normalize(
  source: ManifestSource,
  options: NormalizeOptions = {},
): { manifests: Manifest[]; normalisations: Normalisation[] } {
  const normalisations: Normalisation[] = [];
  const manifests = readManifests(source).map((manifest) => normalizeManifest(manifest, options, normalisations));
  return { manifests, normalisations };
}

/** One manifest in its canonical form. What was changed is added to the list, where one is given. */
export function normalizeManifest(
  manifest: Manifest,
  options: NormalizeOptions = {},
  into?: Normalisation[],
): Manifest {
  const record = into && recordInto(into, manifest);
  checkTypes(manifest);
  const upgraded = upgrade(manifest, options.upgradeDefaults, record);
  const result = prune(upgraded, { keepZeros: options.partial }, record);
  if (options.partial !== true) applyDefaultsInPlace(result, record);
  canonicalInPlace(result, record, options.keepOrder);
  if (!isClusterScoped(result.kind) && (result.metadata?.namespace ?? '') === '') {
    const namespace = options.defaultNamespace ?? 'default';
    record?.(
      'default',
      FieldPath.ROOT.member('metadata').member('namespace'),
      undefined,
      namespace,
      'an object that names no namespace',
    );
    result.metadata = { ...result.metadata, namespace };
  }
  return result;
}

/** The identity that a manifest has once it is normalised. */
export function identityOf(manifest: Manifest, options: NormalizeOptions): string {
  const { apiVersion, kind, metadata } = manifest;
  const written = metadata?.namespace ?? '';
  const placed = written === '' && !isClusterScoped(kind) ? (options.defaultNamespace ?? 'default') : written;
  const namespace = isBuiltInClusterScoped(apiVersion, kind) ? '' : placed;
  return identityKey(currentVersion(apiVersion, kind), kind, namespace, metadata?.name ?? metadata?.generateName);
}

/** What tells an object from all others: group, kind, namespace and name. */
export function identity(manifest: Manifest, name = manifest.metadata?.name): string {
  const { apiVersion, kind, metadata } = manifest;
  return identityKey(apiVersion, kind, metadata?.namespace ?? '', name ?? metadata?.generateName);
}

function identityKey(apiVersion: string, kind: string, namespace: string, name = ''): string {
  return `${groupOf(apiVersion)}/${kind}/${namespace}/${name}`;
}
