import { type ApiObject } from 'cdk8s';

/** A manifest of the tree, with the object it comes from. */
export interface IndexedManifest {
  readonly object: ApiObject;
  /** The manifest, replaced when it changes in ways that only concern itself. */
  json: unknown;
  readonly kind: string;
  readonly name: string;
  /** Undefined for cluster-wide objects, and where whoever applies the manifest chooses the namespace. */
  readonly namespace: string | undefined;
}

/** Pods that a manifest of the tree makes. */
export interface IndexedPods {
  readonly owner: IndexedManifest;
  readonly labels: Readonly<Record<string, unknown>>;
  /** Ports that the containers declare: names, and numbers as text. */
  readonly ports: ReadonlySet<string>;
}
